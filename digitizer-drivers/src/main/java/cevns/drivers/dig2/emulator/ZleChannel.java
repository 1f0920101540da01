package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.emulator.ParameterFolder.Quantity;
import cevns.drivers.dig2.wire.ZleSuppression;
import java.util.function.Supplier;

/**
 * What is kept of the traces of one channel of an emulated board with DPP-ZLE firmware. The names
 * are those of the document; ranges, defaults and the texts of {@code defaultvaluesource} are ours.
 */
final class ZleChannel {

    private static final int MOST = 1 << 16;

    private final Supplier<String> enabled;
    private final Supplier<String> polarity;
    private final Quantity threshold;
    private final Quantity before;
    private final Quantity after;

    ZleChannel(ParameterFolder par, int adcBits) {
        enabled = par.choice("enzlesuppr", "True", "False");
        threshold = par.number("zlechsupprthr", 50, 0, (1 << adcBits) - 1, 1, "");
        before = par.number("chlookbacksamples", 32, 0, MOST, 1, "");
        after = par.number("chlookforwardsamples", 64, 0, MOST, 1, "");
        par.choice("defaultvaluesource", "Baseline");
        polarity = par.choice("pulsepolarity", "Negative", "Positive");
    }

    /** Finds what is kept of a trace. */
    void suppress(char[] trace, int samples, ZleSuppression into) {
        into.look(
                trace,
                samples,
                enabled.get().equals("True") ? (int) threshold.get() : -1,
                polarity.get().equals("Positive") ? 1 : -1,
                (int) before.get(),
                (int) after.get());
    }
}
