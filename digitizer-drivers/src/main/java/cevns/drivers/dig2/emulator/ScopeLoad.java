package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.emulation.EmulatedTraces;
import cevns.drivers.emulation.LoadSettings;
import cevns.drivers.emulation.TriggerTrain;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * An emulated board with scope firmware that loads a data acquisition: the samples of its events
 * are made when it is armed and sent again and again, each time with a trigger id and a time stamp
 * of its own. A channel beyond those of the inputs sees what an input sees at another trigger.
 */
final class ScopeLoad implements BoardReadout {

    private static final long TICK_NS = 8;
    private static final long IDLE_NS = 20_000_000;
    private static final int HEADER_BYTES = Dig2Frame.HEADER + 8 * Dig2Frame.SCOPE_HEADER;

    private final Dig2EmulatorOptions options;
    private final EmulatedTraces inputs;
    private final TriggerTrain train;
    private final BoardTree tree;
    private final EventGroup group;
    private final ByteBuf[] samples;
    private long mask;
    private int recordLength;
    private boolean takesBeam;
    private boolean takesStrobes;
    private long startNs;
    private long triggers;
    private long lost;

    /**
     * @param inputs what the traces are made of; its times do not matter
     * @param train when the triggers come
     */
    ScopeLoad(
            Dig2EmulatorOptions options,
            LoadSettings load,
            EmulatedTraces inputs,
            TriggerTrain train,
            BoardTree tree,
            EventGroup group) {
        this.options = options;
        this.inputs = inputs;
        this.train = train;
        this.tree = tree;
        this.group = group;
        samples = new ByteBuf[load.traces()];
    }

    @Override
    public void prepare() {
        mask = tree.mask();
        recordLength = tree.recordLength();
        takesBeam = tree.takes(EmulatedTrigger.EXTERNAL);
        takesStrobes = tree.takes(EmulatedTrigger.STROBE);
        int bytes = Dig2Encoder.scopeBytes(mask, recordLength);
        char[][] traces = new char[Dig2Frame.MAX_CHANNELS][recordLength];
        for (int i = 0; i < samples.length; i++) {
            fill(traces);
            ByteBuffer event = ByteBuffer.allocateDirect(bytes);
            Dig2Encoder.scope(event, 0, false, 0, 0, 0, mask, traces, recordLength);
            int header = 8 * Dig2Frame.SCOPE_HEADER;
            samples[i] = Unpooled.wrappedBuffer(event.slice(header, bytes - header));
        }
    }

    private void fill(char[][] traces) {
        int input = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            if (input == inputs.channels()) {
                inputs.advance();
                input = 0;
            }
            char[] trace = traces[Long.numberOfTrailingZeros(rest)];
            inputs.fill(input++, trace, recordLength, tree.preTrigger(), options.sampleNs());
        }
        inputs.advance();
    }

    @Override
    public void begin(long nowNs) {
        startNs = nowNs;
        triggers = 0;
        lost = 0;
    }

    /** Commands trigger nothing here. */
    @Override
    public void softwareTrigger(long timeNs) {}

    @Override
    public long act(long nowNs, boolean running) {
        while (train.nextNs() <= nowNs) {
            if (running
                    && train.nextNs() >= startNs
                    && (train.isBeam() ? takesBeam : takesStrobes)) {
                trigger();
            }
            train.advance();
        }
        return Math.min(train.nextNs() - nowNs, IDLE_NS);
    }

    // A trigger that is lost is counted by the board all the same: the next event's id jumps.
    private void trigger() {
        long id = triggers++;
        if (!group.hasRoom()) {
            lost++;
            return;
        }
        ByteBuf body = samples[(int) (id % samples.length)].retainedDuplicate();
        EmulatedTrigger trigger =
                train.isBeam() ? EmulatedTrigger.EXTERNAL : EmulatedTrigger.STROBE;
        long time = (train.nextNs() - startNs) / TICK_NS;
        ByteBuf header = ByteBufAllocator.DEFAULT.directBuffer(HEADER_BYTES, HEADER_BYTES);
        header.writerIndex(HEADER_BYTES);
        ByteBuffer words = header.nioBuffer();
        Dig2Encoder.message(words, Dig2Encoder.scopeBytes(mask, recordLength), 1, true);
        Dig2Encoder.scopeHeader(words, id, false, trigger.flags, 0, time, mask, recordLength);
        group.send(Unpooled.wrappedBuffer(header, body), time);
    }

    @Override
    public void end(long nowNs) {
        // Nothing is held back.
    }

    @Override
    public int recordLength() {
        return recordLength;
    }

    @Override
    public double tickNs() {
        return TICK_NS;
    }

    @Override
    public long triggers() {
        return triggers;
    }

    @Override
    public long lost() {
        return lost;
    }
}
