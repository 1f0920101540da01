package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.RefusedCommand;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Fills a folder of a board's tree with parameters and their attributes. A parameter that is set
 * keeps what it can have of the text: numbers go to the nearest step, texts get the spelling of the
 * board.
 */
final class ParameterFolder {

    /** What shapes the events of a run, and so stays as it was when the run began. */
    private static final Set<String> FIXED_IN_RUN =
            Set.of(
                    "recordlengths",
                    "recordlengtht",
                    "pretriggers",
                    "pretriggert",
                    "decimationfactor",
                    "chenable",
                    "chrecordlengths",
                    "chrecordlengtht",
                    "gatelonglengths",
                    "gatelonglengtht",
                    "gateshortlengths",
                    "gateshortlengtht",
                    "gateoffsets",
                    "gateoffsett",
                    "cfddelays",
                    "cfddelayt",
                    "cfdfraction",
                    "enstatevents",
                    "endatareduction",
                    "enautodisarmacq",
                    "enclockoutfp",
                    "enoffsetcalibration",
                    "energygain",
                    "clocksource",
                    "startsource",
                    "rundelay",
                    "iolevel",
                    "gpiomode",
                    "trgoutmode",
                    "itlconnect",
                    "pulsepolarity",
                    "wavedatasource",
                    "wavedownsamplingfactor",
                    "triggerfilterselection",
                    "activeendpoint");

    private final Node folder;
    private final List<Runnable> resets;

    /**
     * Makes a filler.
     *
     * @param resets takes for each parameter what sets it to its default
     */
    ParameterFolder(Node folder, List<Runnable> resets) {
        this.folder = folder;
        this.resets = resets;
    }

    /** A value that is only read. */
    Node readOnly(String name, String dataType, Supplier<String> value) {
        return folder.add(name, NodeType.PARAMETER)
                .reads(value)
                .attribute("accessmode", "READ_ONLY")
                .attribute("datatype", dataType);
    }

    Node readOnly(String name, String text) {
        return readOnly(name, text.matches("-?[\\d.]+") ? "NUMBER" : "STRING", () -> text);
    }

    /** A real number in steps of a unit, as many up as down, 0 by default. */
    void scaled(String name, int steps, double unit) {
        Quantity quantity = new Quantity(0, -steps, steps, 1, unit);
        add(name, quantity, 0, -steps, steps, 1, "");
        resets.add(quantity::reset);
    }

    /** A whole number. */
    Quantity number(String name, long otherwise, long min, long max, long step, String uom) {
        Quantity quantity = new Quantity(otherwise, min, max, step, 1);
        add(name, quantity, otherwise, min, max, step, uom);
        resets.add(quantity::reset);
        return quantity;
    }

    /**
     * A length that is there twice, in samples and in ns; setting one changes the other.
     *
     * @param sampleNs sampling period [ns]
     * @return the length in samples
     */
    Quantity length(String name, long otherwise, long min, long max, long step, double sampleNs) {
        Quantity samples = new Quantity(otherwise, min, max, step, 1);
        add(name + "s", samples, otherwise, min, max, step, "");
        Quantity time = new Quantity(samples, sampleNs);
        Node node = folder.add(name + "t", NodeType.PARAMETER);
        node.reads(time::text).takes(text -> time.set(name + "t", text));
        numberAttributes(
                node,
                time.show(otherwise),
                time.show(min),
                time.show(max),
                time.show(step),
                "second");
        node.attribute("expuom", "-9");
        resets.add(samples::reset);
        return samples;
    }

    private void add(
            String name, Quantity q, long otherwise, long min, long max, long step, String uom) {
        Node node = folder.add(name, NodeType.PARAMETER);
        node.reads(q::text).takes(text -> q.set(name, text));
        numberAttributes(node, q.show(otherwise), q.show(min), q.show(max), q.show(step), uom);
        if (uom.equals("second")) {
            node.attribute("expuom", "-9");
        }
    }

    private static void numberAttributes(
            Node node, String otherwise, String min, String max, String step, String uom) {
        node.attribute("accessmode", "READ_WRITE")
                .attribute("datatype", "NUMBER")
                .attribute("setinrun", setInRun(node.name()))
                .attribute("defaultvalue", otherwise)
                .attribute("minvalue", min)
                .attribute("maxvalue", max)
                .attribute("increment", step);
        if (!uom.isEmpty()) {
            node.attribute("uom", uom);
        }
    }

    private static String setInRun(String name) {
        return Boolean.toString(!FIXED_IN_RUN.contains(name));
    }

    /** A part of full scale that a converter makes, so that 50 reads back as 50.003. */
    void percent(String name, double otherwise, int fullScale) {
        long[] code = {Math.round(otherwise / 100 * fullScale)};
        Node node =
                folder.add(name, NodeType.PARAMETER)
                        .reads(
                                () ->
                                        new BigDecimal(100.0 * code[0] / fullScale)
                                                .setScale(3, RoundingMode.HALF_EVEN)
                                                .stripTrailingZeros()
                                                .toPlainString())
                        .takes(text -> code[0] = Math.round(percent(name, text) * fullScale));
        numberAttributes(node, Double.toString(otherwise), "0", "100", "0.001", "%");
        resets.add(() -> code[0] = Math.round(otherwise / 100 * fullScale));
    }

    private static double percent(String name, String text) throws RefusedCommand {
        double wanted = real(name, text);
        if (!(wanted >= 0 && wanted <= 100)) {
            throw new RefusedCommand(name + ": " + text + " is not in [0, 100]");
        }
        return wanted / 100;
    }

    private static double real(String name, String text) throws RefusedCommand {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new RefusedCommand(name + ": '" + text + "' is not a number");
        }
    }

    /** One of some texts, the first by default. */
    Supplier<String> choice(String name, String... allowed) {
        return text(name, false, allowed[0], allowed);
    }

    /** A list {@code A | B} of some texts. */
    Supplier<String> anyOf(String name, String otherwise, String... allowed) {
        return text(name, true, otherwise, allowed);
    }

    private Supplier<String> text(
            String name, boolean several, String otherwise, String... allowed) {
        String[] value = {otherwise};
        Node node =
                folder.add(name, NodeType.PARAMETER)
                        .reads(() -> value[0])
                        .takes(text -> value[0] = spelled(name, text, several, allowed))
                        .attribute("accessmode", "READ_WRITE")
                        .attribute("datatype", "STRING")
                        .attribute("setinrun", setInRun(name))
                        .attribute("defaultvalue", otherwise)
                        .attribute("multiplevalue", Boolean.toString(several));
        Node list = node.add("allowedvalues", NodeType.ATTRIBUTE);
        list.reads(() -> Integer.toString(allowed.length));
        for (int i = 0; i < allowed.length; i++) {
            list.attribute(Integer.toString(i), allowed[i]);
        }
        resets.add(() -> value[0] = otherwise);
        return () -> value[0];
    }

    private static String spelled(String name, String text, boolean several, String... allowed)
            throws RefusedCommand {
        List<String> words = new ArrayList<>();
        for (String word : several ? text.split("\\|", -1) : new String[] {text}) {
            String wanted = word.strip();
            words.add(
                    Arrays.stream(allowed)
                            .filter(one -> one.equalsIgnoreCase(wanted))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new RefusedCommand(
                                                    name
                                                            + ": '"
                                                            + wanted
                                                            + "' is not one of "
                                                            + String.join(", ", allowed))));
        }
        return String.join(" | ", words);
    }

    /** A number kept in whole steps, shown in a unit of its own. */
    static final class Quantity {

        private final long otherwise;
        private final long min;
        private final long max;
        private final long step;
        private final double unit;
        private final long[] value;

        Quantity(long otherwise, long min, long max, long step, double unit) {
            this(otherwise, min, max, step, unit, new long[] {otherwise});
        }

        /** Another view of a number of samples, in ns. */
        Quantity(Quantity samples, double sampleNs) {
            this(
                    samples.otherwise,
                    samples.min,
                    samples.max,
                    samples.step,
                    sampleNs,
                    samples.value);
        }

        private Quantity(long otherwise, long min, long max, long step, double unit, long[] value) {
            this.otherwise = otherwise;
            this.min = min;
            this.max = max;
            this.step = step;
            this.unit = unit;
            this.value = value;
        }

        /** The number, in steps of one. */
        long get() {
            return value[0];
        }

        String text() {
            return show(value[0]);
        }

        void reset() {
            value[0] = otherwise;
        }

        /** Whole numbers without a point: CAEN's client takes no other for lengths. */
        String show(long number) {
            double shown = number * unit;
            return shown == Math.rint(shown)
                    ? Long.toString((long) shown)
                    : String.format(Locale.ROOT, "%.3f", shown);
        }

        void set(String name, String text) throws RefusedCommand {
            double wanted = real(name, text) / unit;
            if (!(wanted >= min && wanted <= max)) {
                throw new RefusedCommand(
                        name + ": " + text + " is not in [" + show(min) + ", " + show(max) + "]");
            }
            value[0] = Math.min(max, min + Math.round((wanted - min) / step) * step);
        }
    }
}
