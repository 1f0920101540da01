package cevns.daq.config;

import cevns.daq.config.WindowConfig.Kind;
import cevns.daq.config.WindowConfig.Region;
import cevns.daq.config.WindowConfig.Window;
import java.util.List;

/** The rules that windows and regions must obey so that C and AC can be subtracted. */
final class WindowCheck {

    /** Lengths are decimal numbers of ns; a window that is a rounding error short is whole. */
    private static final double ROUNDING = 1e-9;

    private WindowCheck() {}

    /** The window; of anticoincidence so much of it as whole coincidence windows fill. */
    static WindowConfig wholeTimes(
            WindowConfig window, List<WindowConfig> all, ConfigTree windows) {
        double unit = Double.NaN;
        for (WindowConfig other : all) {
            if (other instanceof Window w && w.kind() == Kind.COINCIDENCE) {
                unit = w.stopNs() - w.startNs();
            }
        }
        if (!(window instanceof Window w) || w.kind() != Kind.ANTICOINCIDENCE || !(unit > 0)) {
            return window;
        }
        double length = w.stopNs() - w.startNs();
        double times = Math.floor(length / unit + ROUNDING);
        if (times < 1) {
            windows.problem(
                    "anticoincidence",
                    "is " + length + " ns long, expected at least coincidence, " + unit + " ns");
            return window;
        }
        return new Window(w.kind(), w.startNs(), w.startNs() + times * unit);
    }

    static void check(List<WindowConfig> all, ConfigTree tree) {
        Region signal = null;
        Region background = null;
        Window coincidence = null;
        Window anticoincidence = null;
        for (WindowConfig config : all) {
            if (config instanceof Region r) {
                if (r.kind() == Kind.COINCIDENCE) {
                    signal = r;
                } else {
                    background = r;
                }
            } else if (config instanceof Window w && w.kind() == Kind.COINCIDENCE) {
                coincidence = w;
            } else if (config instanceof Window w && w.kind() == Kind.ANTICOINCIDENCE) {
                anticoincidence = w;
            }
        }
        if (signal != null && background != null) {
            checkRegions(signal, background, tree);
        }
        if (coincidence != null
                && anticoincidence != null
                && overlap(
                        coincidence.startNs(),
                        coincidence.stopNs(),
                        anticoincidence.startNs(),
                        anticoincidence.stopNs())) {
            tree.problem("windows", "coincidence and anticoincidence overlap");
        }
    }

    private static void checkRegions(Region c, Region ac, ConfigTree tree) {
        if (c.roiStopNs() - c.roiStartNs() != ac.roiStopNs() - ac.roiStartNs()) {
            tree.problem("regions", "the rois of coincidence and anticoincidence differ in length");
        }
        if (c.preStopNs() - c.preStartNs() != ac.preStopNs() - ac.preStartNs()) {
            tree.problem("regions", "the pre-traces differ in length");
        }
        if (c.onsetMaxNs() != ac.onsetMaxNs()) {
            tree.problem("regions", "onset_max_ns differs");
        }
        if (overlap(c.roiStartNs(), c.roiStopNs(), ac.roiStartNs(), ac.roiStopNs())) {
            tree.problem("regions", "the rois of coincidence and anticoincidence overlap");
        }
    }

    private static boolean overlap(double a, double b, double c, double d) {
        return a < d && c < b;
    }
}
