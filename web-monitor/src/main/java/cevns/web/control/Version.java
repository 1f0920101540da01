package cevns.web.control;

import cevns.daq.config.RunConfig;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;

/** What this program is, as a run records it. */
public final class Version {

    private Version() {}

    /** Version of the program, with the revision of its source where the build knew it. */
    public static String program() {
        Build build = Build.current();
        boolean known = !build.revision().equals("unknown");
        return known ? build.version() + "+" + build.revision() : build.version();
    }

    /** The first record of a run that stands alone. */
    public static RunMark.RunStart runStart(
            int run, RunConfig config, RunMode mode, double timeLapse, long timeNs) {
        return runStart(run, config, mode, timeLapse, timeNs, "");
    }

    /**
     * The first record of a run.
     *
     * @param carried states of its campaign before it; empty for none
     */
    public static RunMark.RunStart runStart(
            int run,
            RunConfig config,
            RunMode mode,
            double timeLapse,
            long timeNs,
            String carried) {
        return new RunMark.RunStart(
                timeNs,
                run,
                config.type(),
                mode,
                timeLapse,
                config.text(),
                config.hash(),
                program(),
                Runtime.version().toString(),
                System.getProperty("user.name", ""),
                carried);
    }
}
