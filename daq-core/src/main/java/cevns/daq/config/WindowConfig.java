package cevns.daq.config;

/**
 * Windows of a free-running detector, and regions of one that is read out by the beam
 * (beam-trigger-modes.md §5). Times are ns from the beam reference, intervals half-open.
 */
public sealed interface WindowConfig {

    /** Class of a window. */
    enum Kind {
        /** Where beam neutrinos may be: the signal. */
        COINCIDENCE,
        /** Where they cannot be: the steady-state background. */
        ANTICOINCIDENCE,
        /** A label inside the coincidence window, no class of its own. */
        PROMPT
    }

    /** Class of this window. */
    Kind kind();

    /**
     * A window of a free-running detector. An anticoincidence window ends after the whole number of
     * coincidence windows that fit into what the file says, so that each moment of the coincidence
     * window has its equal share of the background.
     *
     * @param startNs begin [ns from the beam reference]
     * @param stopNs end
     */
    record Window(Kind kind, double startNs, double stopNs) implements WindowConfig {}

    /**
     * A region of a trace that is read out by the beam.
     *
     * @param preStartNs begin of the pre-trace [ns from the beam reference]
     * @param preStopNs its end
     * @param roiStartNs begin of the region of interest
     * @param roiStopNs its end
     * @param onsetMaxNs latest onset [ns from the begin of the region of interest]
     */
    record Region(
            Kind kind,
            double preStartNs,
            double preStopNs,
            double roiStartNs,
            double roiStopNs,
            double onsetMaxNs)
            implements WindowConfig {}

    /** Reads {@code windows} and {@code regions} of a run configuration and checks them. */
    static java.util.List<WindowConfig> read(ConfigTree tree) {
        java.util.List<WindowConfig> all = new java.util.ArrayList<>();
        ConfigTree windows = tree.optionalChild("windows");
        for (Kind kind : Kind.values()) {
            String key = key(kind);
            if (windows.has(key)) {
                double[] w = windows.interval(key);
                all.add(new Window(kind, w[0], w[1]));
            }
        }
        all.replaceAll(window -> WindowCheck.wholeTimes(window, all, windows));
        ConfigTree regions = tree.optionalChild("regions");
        for (Kind kind : new Kind[] {Kind.COINCIDENCE, Kind.ANTICOINCIDENCE}) {
            String key = key(kind);
            if (regions.has(key)) {
                ConfigTree region = regions.child(key);
                double[] pre = region.interval("pre");
                double[] roi = region.interval("roi");
                double onsetMax = region.number("onset_max_ns", 0, 1e9);
                all.add(new Region(kind, pre[0], pre[1], roi[0], roi[1], onsetMax));
            }
        }
        WindowCheck.check(all, tree);
        return java.util.List.copyOf(all);
    }

    private static String key(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
