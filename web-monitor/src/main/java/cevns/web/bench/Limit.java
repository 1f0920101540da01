package cevns.web.bench;

import java.util.Locale;

/** Says what kept a step from holding its rate, from who used the processors and who waited. */
final class Limit {

    /** A thread that works so much of its time can do no more. */
    private static final double BUSY = 0.9;

    /** When others use so much of the processors, nothing is said about the program. */
    private static final double FOREIGN = 0.25;

    private Limit() {}

    /**
     * What the limit was; empty when the step held its rate.
     *
     * @param boards how many, each with a thread of its own
     * @param cores processors of the machine
     */
    static String of(StepResult step, int boards, int cores) {
        if (step.holds()) {
            return "";
        }
        CpuUse cpu = step.cpu();
        double all = cpu.receiver() + cpu.sender() + cpu.elsewhere();
        String use =
                String.format(
                        Locale.ROOT,
                        "drivers %.2f, pipeline %.2f, pages %.2f, other %.2f, sender %.2f,"
                                + " elsewhere %.2f",
                        cpu.drivers(),
                        cpu.pipeline(),
                        cpu.pages(),
                        cpu.other(),
                        cpu.sender(),
                        cpu.elsewhere());
        if (cpu.elsewhere() > FOREIGN * cores) {
            return "this machine: it does other work (" + use + ")";
        }
        if (all >= BUSY * cores) {
            return "processors: all " + cores + " are busy (" + use + ")";
        }
        if (cpu.pipeline() >= BUSY) {
            return "pipeline: its thread is busy (" + use + ")";
        }
        if (cpu.pages() >= BUSY) {
            return "disk: the thread that readies the queue's pages is busy (" + use + ")";
        }
        if (cpu.drivers() >= BUSY * boards) {
            return "drivers: their threads are busy (" + use + ")";
        }
        if (step.appendShare() * boards - cpu.drivers() > 0.5 * boards) {
            return "disk: the drivers wait for the queue's pages (" + use + ")";
        }
        if (step.isLossFree() && !step.isWritten() && step.isAnalysed()) {
            return "sender: it sends less than it is to (" + use + ")";
        }
        return "no stage alone (" + use + ")";
    }
}
