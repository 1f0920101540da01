package cevns.web.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The machine as a bench finds it.
 *
 * @param cores processors that Java may use
 * @param java version of Java
 * @param loadAverage of the last minute; negative where the system does not tell
 * @param memcpyBytesPerS what one core copies from memory to memory [bytes/s]
 */
public record Machine(int cores, String java, double loadAverage, double memcpyBytesPerS) {

    private static final int COPY_BYTES = 64 << 20;
    private static final int ROUNDS = 15;

    /** Looks at the load, then measures the copy. */
    static Machine look() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                load,
                memcpy());
    }

    private static double memcpy() {
        byte[] from = new byte[COPY_BYTES];
        byte[] to = new byte[COPY_BYTES];
        Arrays.fill(from, (byte) 1);
        double[] rates = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            System.arraycopy(from, 0, to, 0, COPY_BYTES);
            rates[round] = COPY_BYTES * 1e9 / (System.nanoTime() - begin);
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }
}
