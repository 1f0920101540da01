package cevns.web.bench;

import cevns.daq.queue.RunQueue;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Set;

/**
 * Processor time at one moment.
 *
 * @param nanos the moment, {@link System#nanoTime}
 * @param receiverNs of this process [ns]
 * @param driversNs of the threads that read the boards [ns]
 * @param driversSystemNs of that, in the operating system: sockets, pages of the queue's file [ns]
 * @param pipelineNs of the thread of the pipeline [ns]
 * @param pagesNs of the thread that readies pages of the queue's file [ns]
 * @param senderNs of the process with the emulators [ns]
 * @param machine share of all processors that was busy since the look before this one, 0…1
 */
record CpuTimes(
        long nanos,
        long receiverNs,
        long driversNs,
        long driversSystemNs,
        long pipelineNs,
        long pagesNs,
        long senderNs,
        double machine) {

    /**
     * Looks now.
     *
     * @param families of the boards: the names of their threads begin so
     */
    static CpuTimes now(Set<String> families, SenderProcess sender) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long drivers = 0;
        long user = 0;
        long pipeline = 0;
        long pages = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread == null) {
                continue; // it has ended meanwhile
            }
            String name = thread.getThreadName();
            if (name.equals("pipeline")) {
                pipeline += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            } else if (name.equals(RunQueue.PAGES_THREAD)) {
                pages += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            } else if (families.stream().anyMatch(family -> name.startsWith(family + "-"))) {
                drivers += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                user += Math.max(0, threads.getThreadUserTime(thread.getThreadId()));
            }
        }
        return new CpuTimes(
                System.nanoTime(),
                system().getProcessCpuTime(),
                drivers,
                drivers - user,
                pipeline,
                pages,
                sender.cpuNs(),
                system().getCpuLoad());
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    /** What of the machine was used since then. */
    CpuUse since(CpuTimes before) {
        double ns = nanos - before.nanos;
        double receiver = (receiverNs - before.receiverNs) / ns;
        double drivers = (driversNs - before.driversNs) / ns;
        double pipeline = (pipelineNs - before.pipelineNs) / ns;
        double pages = (pagesNs - before.pagesNs) / ns;
        double sender = (senderNs - before.senderNs) / ns;
        int cores = Runtime.getRuntime().availableProcessors();
        return new CpuUse(
                receiver,
                drivers,
                (driversSystemNs - before.driversSystemNs) / ns,
                pipeline,
                pages,
                Math.max(0, receiver - drivers - pipeline - pages),
                sender,
                Math.max(0, machine * cores - receiver - sender));
    }
}
