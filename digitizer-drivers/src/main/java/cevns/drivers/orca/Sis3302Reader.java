package cevns.drivers.orca;

import cevns.daq.record.FrameFault;
import cevns.daq.record.TraceKind;
import cevns.drivers.device.SourceSinks;
import cevns.drivers.fcio.FaultListener;
import cevns.drivers.file.ByteWindow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Struck SIS3302, one trigger a record.
 *
 * <pre>
 *   word 1   lost records high (31..25) | crate, card, channel | lost records low (7..1) | wrap (0)
 *   2, 3     words of the raw waveform R, of the energy waveform E
 *   4        time stamp 47..32 (31..16) | board header (15..0)
 *   5        time stamp 31..0
 *   6, 7     number of wrap samples, wrap start index: with the wrap bit only
 *   R words  raw samples, two a word, the earlier one low
 *   E words  energy filter, 32 bits a sample
 *   4 words  energy maximum, first energy value, flags, 0xDEADBEEF
 * </pre>
 *
 * The extra of the waveform is the record from word 1 on without the raw samples. No public program
 * says whether the lost records are those since the last record or since the start: they stay in
 * the extra. A wrapped trace is a ring; it begins one sample behind the start index.
 */
final class Sis3302Reader extends VmeReader {

    static final String[] DECODERS = {"ORSIS3302DecoderForEnergy"};

    /** The last word of a record. */
    static final int END = 0xDEADBEEF;

    static final int TRAILER_WORDS = 4;
    static final int CHANNELS = 8;

    private static final int PLAIN_WORDS = 6;
    private static final int WRAP_WORDS = 8;
    private static final int WORD = OrcaFrame.WORD;

    private final OrcaOptions options;
    private final SourceSinks sinks;
    private final ByteWindow samples = new ByteWindow();
    private final ByteWindow from = new ByteWindow();
    private ByteBuffer extra = ByteBuffer.allocate(0);
    private ByteBuffer unwound = ByteBuffer.allocate(0);

    Sis3302Reader(OrcaOptions options, SourceSinks sinks, FaultListener faults) {
        super(faults);
        this.options = options;
        this.sinks = sinks;
    }

    @Override
    VmeBoard board(int crate, int card) {
        return new VmeBoard(
                crate,
                card,
                "SIS3302",
                CHANNELS,
                options.sis3302Mhz(),
                options.common(),
                sinks.source(crate + "/" + card));
    }

    @Override
    int leastWords() {
        return PLAIN_WORDS + TRAILER_WORDS;
    }

    @Override
    long unitsOfCut(OrcaRecord record) {
        return 1;
    }

    @Override
    void take(VmeBoard board, OrcaRecord record, long offset) {
        boolean wrap = (record.word(1) & 1) != 0;
        int head = wrap ? WRAP_WORDS : PLAIN_WORDS;
        long raw = record.word(2) & 0xFFFF_FFFFL;
        long energy = record.word(3) & 0xFFFF_FFFFL;
        if (record.words() != head + raw + energy + TRAILER_WORDS) {
            String what = "%d + %d + %d + 4 words in an SIS3302 record of %d";
            String all = what.formatted(head, raw, energy, record.words());
            refuse(board, FrameFault.LENGTH, offset, all, 1);
        } else if (record.word(record.words() - 1) != END) {
            String what = "SIS3302 record ends in 0x%08X, 0x%08X expected";
            int last = record.word(record.words() - 1);
            refuse(board, FrameFault.FRAMING, offset, what.formatted(last, END), 1);
        } else if (channel(record) >= CHANNELS) {
            String what = "channel " + channel(record) + " of an SIS3302";
            refuse(board, FrameFault.VALUE, offset, what, 1);
        } else if (wrap && Integer.compareUnsigned(record.word(7), (int) (2 * raw)) >= 0) {
            String what = "wrap start index %d of %d samples";
            long index = record.word(7) & 0xFFFF_FFFFL;
            refuse(board, FrameFault.VALUE, offset, what.formatted(index, 2 * raw), 1);
        } else {
            trace(board, record, head, (int) raw, wrap);
        }
    }

    private void trace(VmeBoard board, OrcaRecord record, int head, int raw, boolean wrap) {
        long high = record.word(4) >>> 16;
        board.trigger(channel(record), high << 32 | record.word(5) & 0xFFFF_FFFFL);
        ByteBuffer all =
                wrap
                        ? unwind(record, head, raw)
                        : samples.of(record.buffer(), record.at(head), raw * WORD);
        board.trace(TraceKind.RAW, extra(record, head, raw), all);
    }

    /** The record from word 1 on without its raw samples. */
    private ByteBuffer extra(OrcaRecord record, int head, int raw) {
        int rest = record.words() - head - raw;
        extra = room(extra, (head - 1 + rest) * WORD);
        extra.put(from.of(record.buffer(), record.at(1), (head - 1) * WORD));
        extra.put(from.of(record.buffer(), record.at(head + raw), rest * WORD));
        return extra.flip();
    }

    /** The samples of a ring in the order of time. */
    private ByteBuffer unwind(OrcaRecord record, int head, int raw) {
        int first = 2 * (record.word(7) + 1) % (raw * WORD);
        unwound = room(unwound, raw * WORD);
        unwound.put(from.of(record.buffer(), record.at(head) + first, raw * WORD - first));
        unwound.put(from.of(record.buffer(), record.at(head), first));
        return unwound.flip();
    }

    private static ByteBuffer room(ByteBuffer buffer, int bytes) {
        return buffer.capacity() >= bytes
                ? buffer.clear()
                : ByteBuffer.allocate(2 * bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
