package cevns.drivers.bridge;

import cevns.daq.record.TickTime;
import cevns.drivers.caen17xx.EventEncoder;
import cevns.drivers.emulation.EmulatedTraces;
import java.nio.ByteBuffer;

/** Events of standard firmware: all channels of a common trigger. */
final class StandardWriter implements BlockWriter {

    private final BridgeOptions board;
    private final ChannelTraces traces;
    private final int mask;

    StandardWriter(BridgeOptions board, int recordSamples) {
        this.board = board;
        traces = new ChannelTraces(board, recordSamples);
        mask = board.channels().stream().mapToInt(channel -> 1 << channel).sum();
    }

    @Override
    public int bytes() {
        return EventEncoder.bytes(board.channels().size(), traces.length());
    }

    @Override
    public void write(ByteBuffer into, EmulatedTraces inputs, long number, long counterNs) {
        long ticks = TickTime.ticks(counterNs, board.tickFs());
        EventEncoder.header(into, inputs.pattern(), mask, traces.length(), number, ticks);
        for (int input = 0; input < board.channels().size(); input++) {
            EventEncoder.samples(into, traces.of(inputs, input), traces.length());
        }
    }
}
