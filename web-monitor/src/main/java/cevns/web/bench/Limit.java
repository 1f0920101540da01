package cevns.web.bench;

import java.util.Locale;

/** Says what kept a step from holding its rate, from who used the processors and who waited. */
final class Limit {

    /** A thread that works so much of its time can do no more. */
    private static final double BUSY = 0.9;

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
        double all = cpu.receiver() + cpu.sender();
        String use =
                String.format(
                        Locale.ROOT,
                        "drivers %.2f, pipeline %.2f, other %.2f, sender %.2f",
                        cpu.drivers(),
                        cpu.pipeline(),
                        cpu.other(),
                        cpu.sender());
        if (all >= BUSY * cores) {
            return "processors: all " + cores + " are busy (" + use + ")";
        }
        if (cpu.pipeline() >= BUSY) {
            return "pipeline: its thread is busy (" + use + ")";
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
