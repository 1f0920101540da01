package cevns.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs groups of benchmarks in rounds: in each round every benchmark of a group once, in a Java of
 * its own, and each is divided by the group's reference of the same round. Only these ratios travel
 * from machine to machine. A group whose reference differs by more than 20 % between rounds is not
 * to be judged, and says so.
 *
 * <pre>
 *   mvn -Pbench -pl benchmarks -am -DskipTests verify [-Dbench=kernels] [-Drounds=5]
 * </pre>
 */
public final class Benchmarks {

    private static final double STEADY = 1.2;
    private static final TimeValue SLICE = TimeValue.milliseconds(500);
    private static final int WARM_UP = 3;
    private static final int SLICES = 3;

    /**
     * What is compared.
     *
     * @param name to choose it by
     * @param classPattern benchmarks of it
     * @param reference method that the others are divided by
     * @param asSpeed true for reference over time, the share of the reference's speed; false for
     *     time over reference
     */
    private record Group(String name, String classPattern, String reference, boolean asSpeed) {}

    private static final List<Group> GROUPS =
            List.of(
                    new Group("kernels", "PulseKernelBenchmark", "memcpy", true),
                    new Group("comparison", "ComparisonBenchmark", "pulsesOfASnapshot", false),
                    new Group("dig2", "ScopeDecoderBenchmark", "memcpy", true),
                    new Group("fcio", "FcioDecoderBenchmark", "memcpy", true),
                    new Group("append", "AppendBenchmark", "memcpy", true));

    private Benchmarks() {}

    /**
     * @param args number of rounds; a regular expression that the names of groups must match
     */
    public static void main(String[] args) throws RunnerException {
        int rounds = Integer.parseInt(args[0]);
        Pattern wanted = Pattern.compile(args[1]);
        System.out.printf(
                "Java %s, %d processors, %s%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"));
        for (Group group : GROUPS) {
            if (wanted.matcher(group.name).matches()) {
                run(group, rounds);
            }
        }
    }

    private static void run(Group group, int rounds) throws RunnerException {
        Map<String, double[]> micros = new LinkedHashMap<>();
        List<String> loads = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Collection<RunResult> results = new Runner(options(group)).run();
            for (RunResult result : results) {
                double[] all = micros.computeIfAbsent(name(result), n -> new double[rounds]);
                all[round] = result.getPrimaryResult().getScore();
            }
            loads.add(format("%.1f", load()));
        }
        double[] reference = micros.get(group.reference);
        double[] sorted = sorted(reference);
        System.out.printf(
                "%n%s, %s, %d rounds, load %s%n",
                group.name,
                group.asSpeed
                        ? "share of the speed of " + group.reference
                        : "time over that of " + group.reference,
                rounds,
                String.join(" ", loads));
        if (sorted[rounds - 1] > STEADY * sorted[0]) {
            System.out.printf(
                    "NOT TO BE JUDGED: %s took %.3g to %.3g us%n",
                    group.reference, sorted[0], sorted[rounds - 1]);
        }
        micros.forEach((name, times) -> print(group, name, times, reference));
    }

    private static void print(Group group, String name, double[] times, double[] reference) {
        double[] ratios = new double[times.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = group.asSpeed ? reference[i] / times[i] : times[i] / reference[i];
        }
        double[] sorted = sorted(ratios);
        System.out.println(
                format(
                        "  %-40s %12.4g us   ratio %.4g [%.4g, %.4g]",
                        name,
                        sorted(times)[times.length / 2],
                        sorted[sorted.length / 2],
                        sorted[0],
                        sorted[sorted.length - 1]));
    }

    private static Options options(Group group) {
        return new OptionsBuilder()
                .include("\\." + group.classPattern + "\\.")
                .forks(1)
                .warmupIterations(WARM_UP)
                .warmupTime(SLICE)
                .measurementIterations(SLICES)
                .measurementTime(SLICE)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
    }

    private static String name(RunResult result) {
        StringBuilder name = new StringBuilder(result.getPrimaryResult().getLabel());
        for (String key : result.getParams().getParamsKeys()) {
            name.append(' ').append(result.getParams().getParam(key));
        }
        return name.toString();
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
