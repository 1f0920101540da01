package cevns.drivers.bridge;

import cevns.daq.record.TickTime;
import cevns.drivers.caen17xx.PsdEncoder;
import cevns.drivers.emulation.EmulatedTraces;
import java.nio.ByteBuffer;

/**
 * Aggregates of DPP-PSD firmware whose channels all take the common trigger: one hit of each, in an
 * aggregate of its own. The charge is that below the first sample, over the whole record and over
 * its first half. Aggregates are counted, triggers are not: of those that were lost only the next
 * hits tell, where their extras have flags.
 */
final class PsdWriter implements BlockWriter {

    private static final int PS_PER_NS = 1000;

    /** So that the charge of a pulse fits its 16 bits [ADC counts × samples]. */
    private static final int CHARGE_UNIT = 64;

    private final BridgeOptions board;
    private final ChannelTraces traces;
    private final PsdEncoder encoder;
    private long aggregates;
    private long nextNumber;

    /**
     * @param counted aggregates, and triggers, before the first
     * @param recordSamples what is wanted; a record is the next lower multiple of eight
     * @param extended true for time stamps of 47 bits, false for 31
     */
    PsdWriter(BridgeOptions board, int recordSamples, boolean extended, long counted) {
        this.board = board;
        aggregates = counted;
        nextNumber = counted;
        traces = new ChannelTraces(board, recordSamples / PsdEncoder.STEP * PsdEncoder.STEP);
        encoder = new PsdEncoder(board.channels(), traces.length(), extended);
    }

    @Override
    public int bytes() {
        return encoder.bytes();
    }

    @Override
    public void write(ByteBuffer into, EmulatedTraces inputs, long number, long counterNs) {
        long ticks = TickTime.ticks(counterNs, board.tickFs());
        long belowPs = PS_PER_NS * (counterNs - TickTime.ns(ticks, board.tickFs()));
        belowPs -= TickTime.ps(ticks, board.tickFs());
        int fine = (int) (belowPs * PsdEncoder.FINE_STEPS * 1000 / board.tickFs());
        encoder.begin(into, aggregates++, ticks, number != nextNumber);
        nextNumber = number + 1;
        for (int input = 0; input < board.channels().size(); input++) {
            char[] trace = traces.of(inputs, input);
            int end = traces.length();
            encoder.hit(into, ticks, fine, trace, charge(trace, end), charge(trace, end / 2));
        }
    }

    private static int charge(char[] trace, int end) {
        long sum = 0;
        for (int i = 0; i < end; i++) {
            sum += trace[0] - trace[i];
        }
        return (int) Math.max(0, Math.min(Short.MAX_VALUE, sum / CHARGE_UNIT));
    }
}
