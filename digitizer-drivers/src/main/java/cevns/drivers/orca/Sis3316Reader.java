package cevns.drivers.orca;

import cevns.daq.record.FrameFault;
import cevns.daq.record.LossView;
import cevns.daq.record.TraceKind;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.fcio.FaultListener;
import cevns.drivers.file.ByteWindow;
import cevns.drivers.sis3316.Sis3316Hit;
import java.nio.ByteBuffer;

/**
 * Struck SIS3316, several hits of one channel a record.
 *
 * <pre>
 *   word 1   crate, card, channel
 *   2, 3     hits H in this record, words of each hit L
 *   4        hits that were in the FIFO; 0 when ORCA itself wrote the record, then H is 1
 *   5        words of the header of a hit, 0 likewise: the format bits of the hit tell it
 *   6…9      spare
 *   10…      H hits of L words, as the board stores them
 * </pre>
 *
 * The extra of a waveform is the header of the hit. Averaged samples are a trace of their own.
 */
final class Sis3316Reader extends VmeReader {

    static final String[] DECODERS = {"ORSIS3316WaveformDecoder"};

    static final int CHANNELS = 16;
    static final int HEAD_WORDS = 10;

    private static final int WORD = OrcaFrame.WORD;

    private final OrcaOptions options;
    private final SourceSinks sinks;
    private final Sis3316Hit hit = new Sis3316Hit();
    private final ByteWindow extra = new ByteWindow();
    private final ByteWindow samples = new ByteWindow();

    Sis3316Reader(OrcaOptions options, SourceSinks sinks, FaultListener faults) {
        super(faults);
        this.options = options;
        this.sinks = sinks;
    }

    @Override
    VmeBoard board(int crate, int card) {
        return new VmeBoard(
                crate,
                card,
                "SIS3316",
                CHANNELS,
                options.sis3316Mhz(),
                options.common(),
                sinks.source(crate + "/" + card));
    }

    @Override
    int leastWords() {
        return HEAD_WORDS;
    }

    @Override
    long unitsOfCut(OrcaRecord record) {
        boolean known = record.words() > 2 && record.word(2) >= 0;
        return known ? record.word(2) : LossView.UNKNOWN_UNITS;
    }

    @Override
    void take(VmeBoard board, OrcaRecord record, long offset) {
        long hits = record.word(2) & 0xFFFF_FFFFL;
        long words = record.word(3) & 0xFFFF_FFFFL;
        if (record.words() != HEAD_WORDS + hits * words) {
            String what = "%d hits of %d words in an SIS3316 record of %d";
            String all = what.formatted(hits, words, record.words());
            refuse(board, FrameFault.LENGTH, offset, all, LossView.UNKNOWN_UNITS);
        } else if (channel(record) >= CHANNELS) {
            String what = "channel " + channel(record) + " of an SIS3316";
            refuse(board, FrameFault.VALUE, offset, what, hits);
        } else {
            for (int i = 0; i < hits; i++) {
                hit(board, record, HEAD_WORDS + i * (int) words, (int) words, offset);
            }
        }
    }

    private void hit(VmeBoard board, OrcaRecord record, int first, int words, long offset) {
        int available = words * WORD;
        int length =
                hit.wrap(record.buffer(), record.at(first), available, options.sis3316MawWords());
        int saidHeader = record.word(5);
        if (length == Sis3316Hit.BROKEN || length > available) {
            String what = "no SIS3316 hit in the %d words at word %d of its record";
            refuse(board, FrameFault.FRAMING, offset, what.formatted(words, first), 1);
            return;
        }
        if (saidHeader != 0 && saidHeader != hit.headerWords()) {
            String what = "SIS3316 hit header of %d words where the record says %d";
            String all = what.formatted(hit.headerWords(), saidHeader);
            refuse(board, FrameFault.MISCOUNT, offset, all, 1);
            return;
        }
        board.trigger(channel(record), hit.timestamp());
        ByteBuffer header = extra.of(record.buffer(), record.at(first), hit.headerWords() * WORD);
        board.trace(
                TraceKind.RAW,
                header,
                samples.of(record.buffer(), hit.rawAt(), hit.rawWords() * WORD));
        if (hit.averagedWords() > 0) {
            board.trace(
                    TraceKind.AVERAGED,
                    header,
                    samples.of(record.buffer(), hit.averagedAt(), hit.averagedWords() * WORD));
        }
    }
}
