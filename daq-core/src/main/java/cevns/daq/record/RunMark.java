package cevns.daq.record;

/** A mark that run control wrote: the borders of runs and subruns. */
public sealed interface RunMark {

    /** Host time of the mark [ns since the Unix epoch]. */
    long timeNs();

    /**
     * A run begins.
     *
     * @param timeNs host time [ns since the Unix epoch]
     * @param run run number, from 1
     * @param type what the run is for
     * @param mode where its data come from
     * @param timeLapse how many real beam pulses one emulated pulse stands for; 1 in real data
     * @param configText the resolved configuration, HOCON; what replay uses
     * @param configHash SHA-256 of {@code configText}, hexadecimal
     * @param codeVersion version of this program
     * @param javaVersion version of the Java that ran it
     * @param operator who started it
     * @param carried the campaign's state before this run, JSON; empty when there is none
     */
    record RunStart(
            long timeNs,
            int run,
            RunType type,
            RunMode mode,
            double timeLapse,
            String configText,
            String configHash,
            String codeVersion,
            String javaVersion,
            String operator,
            String carried)
            implements RunMark {
        public RunStart {
            if (run < 1) {
                throw new IllegalArgumentException("run " + run + " < 1");
            }
            if (!(timeLapse >= 1)) {
                throw new IllegalArgumentException("timeLapse " + timeLapse + " < 1");
            }
            if (timeLapse != 1 && mode != RunMode.SIMULATED) {
                throw new IllegalArgumentException(
                        "time-lapse " + timeLapse + " in a run of mode " + mode);
            }
        }
    }

    /**
     * A subrun begins.
     *
     * @param timeNs host time [ns since the Unix epoch]
     * @param subrun number, from 0
     */
    record SubrunStart(long timeNs, int subrun) implements RunMark {}

    /**
     * The run is over.
     *
     * @param timeNs host time [ns since the Unix epoch]
     * @param reason why
     * @param text the reason in words, for people
     */
    record RunEnd(long timeNs, EndReason reason, String text) implements RunMark {}
}
