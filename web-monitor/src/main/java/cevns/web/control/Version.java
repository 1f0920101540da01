package cevns.web.control;

import cevns.daq.config.RunConfig;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;

/** What this program is, as a run records it. */
public final class Version {

    private Version() {}

    /** Version of the program, from its pom. */
    public static String program() {
        return Build.current().version();
    }

    /** The first record of a run. */
    public static RunMark.RunStart runStart(
            int run, RunConfig config, RunMode mode, double timeLapse, long timeNs) {
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
                "");
    }
}
