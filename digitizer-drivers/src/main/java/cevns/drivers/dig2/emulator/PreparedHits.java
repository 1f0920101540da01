package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.HitFrame;
import cevns.drivers.emulation.EmulatedSignals;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Hits of an emulated board with DPP-PSD firmware, made once: all that is sent of each but its
 * first word, which says channel and time.
 */
final class PreparedHits {

    /** After so many pulses at the inputs there are as many hits as there will be. */
    private static final int MOST_PULSES = 1_000_000;

    private final List<byte[]> pulses = new ArrayList<>();
    private byte[] timing;

    /**
     * @param count hits of pulses that are wanted
     * @param timingChannel channel of the timing signal; −1 for none
     * @throws IllegalStateException if nothing at the inputs triggers
     */
    PreparedHits(
            EmulatedSignals inputs,
            Dig2EmulatorOptions options,
            BoardTree tree,
            int count,
            int timingChannel) {
        DppTrace trace = new DppTrace(inputs, options.sampleNs(), options.adcBits());
        long zeroNs = inputs.nextNs();
        for (int i = 0; i < MOST_PULSES && isWanting(count, timingChannel); i++) {
            int input = inputs.nextInput();
            double atNs = inputs.nextNs() - zeroNs;
            if (input >= 0 && input < options.channels() && tree.isEnabled(input)) {
                DppChannel settings = tree.dppChannels().get(input);
                if (trace.look(settings, input, atNs, atNs, false)) {
                    byte[] hit = encoded(trace, settings);
                    if (input == timingChannel) {
                        timing = hit;
                    } else {
                        pulses.add(hit);
                    }
                }
            }
            inputs.advance();
        }
        if (pulses.isEmpty()) {
            throw new IllegalStateException("nothing at the inputs triggers");
        }
    }

    private boolean isWanting(int count, int timingChannel) {
        return pulses.size() < count || timingChannel >= 0 && timing == null;
    }

    private static byte[] encoded(DppTrace trace, DppChannel settings) {
        ByteBuffer out = ByteBuffer.allocate(DppChannel.MOST_HEADER + 8 + 4 * settings.samples());
        int fine = (int) (HitFrame.FINE_STEPS * (trace.time() - Math.floor(trace.time())));
        settings.write(out, 0, EmulatedTrigger.SELF, 0, fine, false, trace);
        byte[] bytes = new byte[out.position() - 8];
        out.flip().position(8).get(bytes);
        return bytes;
    }

    /** What is sent of a pulse behind its first word; any number is right. */
    byte[] pulse(long number) {
        return pulses.get((int) (number % pulses.size()));
    }

    /** The same of the timing signal; null without one. */
    byte[] timing() {
        return timing;
    }
}
