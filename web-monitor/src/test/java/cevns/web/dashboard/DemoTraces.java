package cevns.web.dashboard;

import cevns.analysis.monitor.Trace;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Waveforms as a photomultiplier and a germanium preamplifier give them. */
public final class DemoTraces {

    private DemoTraces() {}

    /** A trace of 35,000 samples with a few pulses in it. */
    public static Trace pmt(long triggerId, long timeNs) {
        Random random = new Random(triggerId);
        char[] samples = new char[35_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (char) (12_000 + Math.round(2.3 * random.nextGaussian()));
        }
        List<Trace.Peak> peaks = new ArrayList<>();
        for (int n = 0; n < 9; n++) {
            int at = n < 5 ? 27_600 + 180 * n + random.nextInt(40) : random.nextInt(34_000);
            double size = 1 + 8 * random.nextDouble();
            for (int i = 0; i < 40; i++) {
                samples[at + i] -= (char) Math.round(60 * size * i / 4.0 * Math.exp(1 - i / 4.0));
            }
            peaks.add(new Trace.Peak(at, at + 40, size));
        }
        return new Trace(
                "pmt",
                "adc",
                0,
                triggerId,
                TriggerKind.BEAM.bit(),
                timeNs,
                2000,
                27_500,
                12_000,
                samples,
                peaks);
    }

    /** A preamplifier step with its decay. */
    public static Trace germanium(long triggerId, long timeNs) {
        Random random = new Random(triggerId);
        char[] samples = new char[1500];
        for (int i = 0; i < samples.length; i++) {
            double step =
                    i < 600
                            ? 0
                            : 2600 * Math.min(1, (i - 600) / 12.0) * Math.exp(-(i - 600) / 4500.0);
            samples[i] = (char) Math.round(7680 + step + 4 * random.nextGaussian());
        }
        return new Trace(
                "ge0",
                "crate",
                0,
                triggerId,
                TriggerKind.SELF.bit(),
                timeNs,
                10_000,
                600,
                7680,
                samples,
                List.of(new Trace.Peak(600, 900, 1332.5)));
    }
}
