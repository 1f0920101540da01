package cevns.drivers.emulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Inputs that load a free-running board: in each cycle of the machine a pulse in every detector and
 * the timing signal, and between them single pulses in one detector after the other, at equal
 * distances. The traces are made once, of another board's signals, and repeated.
 */
public final class LoadSignals implements EmulatedSignals {

    /** After so many pulses of that board there are as many traces as there will be. */
    private static final int MOST_PULSES = 1_000_000;

    private final EmulatedSignals inputs;
    private final TriggerTrain cycles;
    private final int wanted;
    private final int detectors;
    private final int timingChannel;
    private final double pulseDistanceNs;
    private final long startNs;
    private final List<char[]> pulses = new ArrayList<>();
    private char[] timing = new char[0];
    private long happened;
    private long pulse;
    private int ofCycle;

    /**
     * @param inputs what the traces are made of; its times do not matter
     * @param load how many traces are made, and the rate of single pulses
     * @param detectors inputs with a detector, from 0
     * @param timingChannel input with the timing signal; −1 for none
     */
    public LoadSignals(
            EmulatedSignals inputs,
            LoadSettings load,
            EmulatedBeam beam,
            int detectors,
            int timingChannel) {
        this.inputs = inputs;
        this.detectors = detectors;
        this.timingChannel = timingChannel;
        wanted = load.traces();
        cycles = new TriggerTrain(beam, 1);
        pulseDistanceNs = 1e9 / load.hitsPerS();
        startNs = cycles.nextNs();
        pulse = 1;
        ofCycle = timingChannel >= 0 ? -1 : 0;
    }

    private long pulseNs() {
        // A rate of 0 is an infinite distance.
        return Double.isInfinite(pulseDistanceNs)
                ? Long.MAX_VALUE
                : startNs + (long) (pulse * pulseDistanceNs);
    }

    private boolean isCycle() {
        return cycles.nextNs() <= pulseNs();
    }

    @Override
    public long nextNs() {
        return isCycle() ? cycles.nextNs() : pulseNs();
    }

    @Override
    public int nextInput() {
        if (!isCycle()) {
            return (int) (pulse % detectors);
        }
        return ofCycle < 0 ? timingChannel : ofCycle;
    }

    @Override
    public void advance() {
        happened++;
        if (!isCycle()) {
            pulse++;
        } else if (++ofCycle == detectors) {
            ofCycle = timingChannel >= 0 ? -1 : 0;
            cycles.advance();
        }
    }

    @Override
    public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
        boolean isTiming = channel == timingChannel;
        if (!isTiming && (channel < 0 || channel >= detectors)) {
            inputs.fill(channel, samples, n, fromNs, sampleNs);
            return;
        }
        if (isTiming && timing.length < n) {
            timing = made(channel, n, fromNs, sampleNs);
        }
        if (!isTiming && (pulses.isEmpty() || pulses.get(0).length < n)) {
            pulses.clear();
            for (int i = 0; i < wanted; i++) {
                pulses.add(made(TRIGGER_INPUT, n, fromNs, sampleNs));
            }
        }
        char[] trace = isTiming ? timing : pulses.get(repeated(channel));
        System.arraycopy(trace, 0, samples, 0, n);
    }

    @Override
    public int repeated(int channel) {
        if (channel == timingChannel) {
            return 0;
        }
        boolean isDetector = channel >= 0 && channel < detectors;
        return isDetector ? (int) ((happened + channel) % wanted) : -1;
    }

    /** A trace of what happens next in a channel; of any detector for {@link #TRIGGER_INPUT}. */
    private char[] made(int channel, int n, double fromNs, double sampleNs) {
        char[] trace = new char[n];
        for (int i = 0; i < MOST_PULSES; i++) {
            int input = inputs.nextInput();
            boolean isDetector = input >= 0 && input < detectors;
            if (channel == TRIGGER_INPUT ? isDetector : input == channel) {
                inputs.fill(input, trace, n, fromNs, sampleNs);
                inputs.advance();
                return trace;
            }
            inputs.advance();
        }
        throw new IllegalStateException("nothing happens at the inputs");
    }
}
