package cevns.web.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Searches for the highest rate that this machine holds: the factor is doubled until a step no
 * longer keeps up, or halved until one does, then the gap between is halved once.
 */
public final class LoadSearch {

    private static final double HIGHEST = 64;
    private static final double LOWEST = 1.0 / 16;

    /** The disk must have so much more than what is expected to be written. */
    private static final double SPARE = 1.3;

    private static final long RESERVE_BYTES = 1L << 30;

    private final Bench bench;
    private final LoadPlan plan;
    private final Consumer<String> say;
    private final Machine machine;
    private final List<StepResult> steps = new ArrayList<>();
    private String ended = "";

    /**
     * @param say told of each step, one line
     */
    public LoadSearch(Bench bench, LoadPlan plan, Consumer<String> say) {
        this.bench = bench;
        this.plan = plan;
        this.say = say;
        machine = Machine.look();
    }

    /**
     * Takes the steps.
     *
     * @throws IOException if the disk is too small for the first one, or a run does not come up
     */
    public BenchResult run() throws IOException, InterruptedException {
        double factor = plan.factor();
        StepResult step = step(factor);
        if (plan.search() && step != null) {
            double good = step.holds() ? factor : 0;
            double bad = step.holds() ? 0 : factor;
            while (step != null && (good == 0 || bad == 0)) {
                factor = good == 0 ? factor / 2 : factor * 2;
                if (factor > HIGHEST || factor < LOWEST) {
                    break;
                }
                step = step(factor);
                if (step != null && step.holds()) {
                    good = factor;
                } else {
                    bad = factor;
                }
            }
            if (step != null && good > 0 && bad > 0) {
                step((good + bad) / 2);
            }
        }
        return new BenchResult(bench, machine, bench.load(1, java.util.Map.of()), steps, ended);
    }

    /** Takes one step; null when there is to be no further one. */
    private StepResult step(double factor) throws IOException, InterruptedException {
        checkSpace(factor);
        if (!ended.isEmpty()) {
            return null;
        }
        say.accept(String.format(Locale.ROOT, "%s x %.3g ...", bench.word(), factor));
        Path data = Files.createTempDirectory(plan.folder(), "sevens-bench-");
        try {
            StepResult result = new LoadStep(bench, factor, data, plan).take();
            if (result == null) {
                ended = "interrupted";
            } else {
                steps.add(result);
                say.accept(BenchText.step(result, machine));
            }
            return result;
        } finally {
            delete(data);
        }
    }

    private void checkSpace(double factor) throws IOException {
        double seconds = seconds();
        long needed = RESERVE_BYTES + (long) (SPARE * seconds * bytesPerS(factor));
        long free = Files.getFileStore(plan.folder()).getUsableSpace();
        if (free >= needed) {
            return;
        }
        String what =
                String.format(
                        Locale.ROOT,
                        "%s has %.1f GB free, %s x %.3g for %.0f s needs %.1f GB",
                        plan.folder(),
                        free * 1e-9,
                        bench.word(),
                        factor,
                        seconds,
                        needed * 1e-9);
        if (steps.isEmpty()) {
            throw new IOException(what);
        }
        ended = what;
        say.accept(what);
    }

    /** How long the boards of a step send [s]. */
    private double seconds() {
        return (plan.duration().plus(plan.warmUp()).toMillis() + 2000) * 1e-3;
    }

    /** What a step will write, from the last one if there is one [bytes/s]. */
    private double bytesPerS(double factor) {
        if (steps.isEmpty()) {
            return bench.bytesPerS() * factor;
        }
        StepResult last = steps.get(steps.size() - 1);
        return Math.max(last.diskBytesPerS() / last.factor(), bench.bytesPerS()) * factor;
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes its)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path dir, IOException e)
                                throws IOException {
                            Files.delete(dir);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
