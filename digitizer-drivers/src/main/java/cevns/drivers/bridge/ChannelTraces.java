package cevns.drivers.bridge;

import cevns.drivers.emulation.EmulatedTraces;
import java.util.Arrays;

/** What the channels of an emulated board see of a trigger, one after the other. */
final class ChannelTraces {

    private final BridgeOptions board;
    private final char[] samples;

    ChannelTraces(BridgeOptions board, int recordSamples) {
        this.board = board;
        samples = new char[recordSamples];
    }

    /** Samples of a record. */
    int length() {
        return samples.length;
    }

    /**
     * The trace of a channel; the same array each time.
     *
     * @param input place of the channel among those that are read out
     */
    char[] of(EmulatedTraces inputs, int input) {
        if (input < inputs.channels()) {
            int n = samples.length;
            inputs.fill(input, samples, n, board.preTrigger(), board.samplePs() * 1e-3);
        } else {
            Arrays.fill(samples, '\0'); // nothing is connected there
        }
        return samples;
    }
}
