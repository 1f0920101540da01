/**
 * The records of a run: the <b>persisted format</b>. Read {@link cevns.daq.record.RecordLayout}
 * first, then {@link cevns.daq.record.RecordSink} (what is written) and {@link
 * cevns.daq.record.RecordHandler} (what is read). This page is meant to be enough to write a reader
 * in another language.
 *
 * <h2>A run on disk</h2>
 *
 * <p>A run is a directory, {@code run-000123}. Its truth is the queue in {@code raw/}: one or more
 * files {@code YYYYMMDDF.cq4}, one for each UTC day in which records were written, to be read in
 * the order of their names. {@code raw/metadata.cq4t} serves writers only. {@code run.conf} repeats
 * the configuration text of the first record; {@code snapshots.jsonl} and {@code summary.json} are
 * derived and can be made again by a replay, and so is {@code campaign.json.gz}, see below; {@code
 * notes.jsonl} is not: there stands what people wrote about the run when it was over, a line each
 * with the components of {@link cevns.daq.record.Note} as a JSON object, never changed; {@code
 * writer.lock} holds the process number of who writes the run, locked while that process lives.
 *
 * <h2>A queue file</h2>
 *
 * <p>All integers are little-endian. A file is a chain of documents, each begun by a u32 at an
 * offset divisible by four:
 *
 * <pre>
 *   bit 31      being written; passed over by a reader, or abandoned by a writer that died
 *   bit 30      the library's own: header, index. Skip it
 *   bits 29..0  length of the document [bytes], without this word
 *   0x00000000  nothing has been written here: the end so far
 *   0xC0000000  the end of this file; go on with the next one
 * </pre>
 *
 * <p>The next document begins behind the length word and the document, rounded up to a multiple of
 * four. A document with bits 31 and 30 clear is exactly one record. Files are sparse and longer
 * than what is in them.
 *
 * <h2>A record</h2>
 *
 * <pre>
 *   0  u8   type             see RecordType
 *   1  u8   version          1; a reader passes over a newer one, by name
 *   2  u16  source           0 is run control, others as the configuration numbers them
 *   4  i32  length           of the whole record [bytes], equal to that of its document
 *   8  i64  time             on the source's own clock [ns since the Unix epoch]
 *  16  i64  sequence         number of the record among those of its source, from 0, +1 each
 *  24  u32  CRC-32C          over the record with this field zero (Castagnoli, reflected,
 *                            0x82F63B78, initial and final value all ones)
 *  28  u16  picoseconds      what the time has below one ns, 0…999
 *  30  u16  flags            1 canary, 2 clock suspect
 *  32       body
 * </pre>
 *
 * <p>A jump of the sequence of a source means that records are missing from the queue.
 *
 * <h2>Bodies</h2>
 *
 * <p>Offsets are from the begin of the record; gaps are zero.
 *
 * <pre>
 *  5 WAVEFORM    32 channel u16, 34 kinds u16 (bit TriggerKind code − 1), 36 channels in this
 *                trigger u16, 38 trace u8 (0 raw, 1 averaged, 2 filter, 3 probe), 40 triggerId i64,
 *                48 ticks i64, 56 sample width i32 [ps], 60 pre-trigger i32 [samples],
 *                64 extra length i32 [bytes], 68 n i32, 72 extra as on the wire, zeros up to the
 *                next multiple of 8 after 72, then n × u16
 *  6 BEAM_MARK   32 signal u8 (1 T39, 2 TB, 3 pulser, 4 software), 34 flags u16, 36 subTick f32,
 *                40 ticks i64, 48 amplitude f32
 *  7 BEAM_PULSE  32 seconds u32, 36 nanoseconds u32 (as received), 40 cycle u16 (0xFFFF unknown),
 *                42 flavor u8, 44 charge i32 [10 pC, −1 unknown], 48 ring period i32 [ps,
 *                0 unknown], 52 veto u16, 54 quality u16 (bits: BeamPulseView)
 *  8 STATUS      32 state u8 (SourceState, by position), 33, 34, 35 lengths u8 of the three lists,
 *                36 unknown losses i32, 40 units read i64, 48 records written i64, 56 bytes i64,
 *                64 lists of i64: units lost by LossCause, frames refused by FrameFault, dead time
 *                by DeadCause [ns]. All cumulative since RUN_START
 *  9 LOSS        32 cause u8 (LossCause, by position), 40 units i64 (−1 unknown), 48 first and
 *                56 last time of the hole i64 [ns]
 * 10 READING     32 channel u16, 34 quality u8 (Quality, by position), 40 value f64
 * 11 TICK        nothing
 *  1 RUN_START, 2 SUBRUN_START, 3 RUN_END, 4 INFO, 12 NOTE
 *                32 length i32 [bytes], 36 a JSON object in UTF-8; its keys are the components of
 *                RunMark.RunStart, RunMark.SubrunStart, RunMark.RunEnd, SourceInfo and Note,
 *                without the time, which is that of the header (of INFO: the origin). An empty
 *                startGroup of SourceInfo may be absent
 * </pre>
 *
 * <p>A NOTE whose {@code what} is {@code unblinding} opens the result of a blind run for all that
 * comes after it. Its {@code text} is a JSON object again: {@code analysisHash} and {@code rule} of
 * what is opened, and {@code decisions}, two objects with {@code timeNs}, {@code who}, {@code
 * user}, {@code comment} and {@code configHash}. The two names must be of different people and the
 * hash that of the run's analysis (BlindingConfig), or the note opens nothing. Where the decision
 * was made before the run, the note follows RUN_START at once.
 *
 * <p>Lists that are named by position may grow at their end; a reader ignores what it does not
 * know. {@code timeNs = originNs + ticks × tickFs / 10⁶} in integers, with origin and tick from the
 * source's latest INFO before the record.
 *
 * <h2>Quality</h2>
 *
 * <p>A NOTE of the kind {@code quality} begins with {@code bad: } or {@code good: } and the reason.
 * The marks that come after a bad one in the queue do not count until a good one; EMPTY marks
 * neither. In {@code notes.jsonl} the same texts speak of the whole run, and the last one is valid:
 * a bad run is left out when runs are added up anew.
 *
 * <h2>Campaign</h2>
 *
 * <p>{@code carried} in RUN_START is empty for a run that stands alone or is the first of its
 * campaign. Otherwise it is a JSON text: what the runs before it have counted, so that a run is
 * replayed without the others.
 *
 * <pre>
 *  {"version": 1,
 *   "campaigns": [                        one for each mode that the run may turn out to have
 *    {"name", "hash",                     campaign, and hash of the analysis (CampaignConfig)
 *     "mode", "timeLapse",                live, simulated, import; as in RUN_START
 *     "runs": [{"first", "last"}],        the included runs, oldest first
 *     "excluded": [{"run", "reason"}],    those that were left out
 *     "delivered", "recorded", "good":    the three accounts, not multiplied by the time-lapse:
 *       {"marks", "liveNs", "anticoincidenceNs", "chargeCounts" [10 pC], "countsWithEnergy",
 *        "knownEnergyJ", "unknownMarks"}
 *     "coincidence", "anticoincidence", "beamOffCoincidence", "beamOffAnticoincidence",
 *     "comparison":                       absent without a prediction
 *       {"coincidence": [], "anticoincidence": [],    by cell, bin of size by bin of size
 *        "logProduct": [], "maxLogE",     the e-process of the counts
 *        "segments": [{"beamEnergyGev", "t0Us", "chargeCounts"}],
 *        "model": {},                     the e-process of the full model, as in a snapshot
 *        "blocks": {}}}]}                 counts by blocks of good marks
 * </pre>
 *
 * <p>Numbers have as many digits as bring the same double back. A reader refuses another version, a
 * missing and an unknown key. {@code campaign.json.gz} holds the same text packed: the states after
 * the run, of its own analysis and of those that a fold with another configuration has added.
 *
 * <h2>Order</h2>
 *
 * <p>The first record is RUN_START, the last RUN_END; a run whose process died gets its RUN_END,
 * reason CRASH, at the next start. Records of one source lie in the order of their sequence; those
 * of different sources as they were appended, not by time.
 *
 * <h2>By hand</h2>
 *
 * <p>{@code sevens inspect RUN} lists what is in a run, {@code sevens verify RUN} checks every
 * checksum and names damaged records by file and offset.
 *
 * <h2>History</h2>
 *
 * <p>Version 1: the first.
 */
package cevns.daq.record;
