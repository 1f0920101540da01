package cevns.web.control;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.queue.RunQueue;
import cevns.daq.run.RunDirectory;
import cevns.web.control.Command.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Start and stop, again and again, against emulated devices that die and come back at random. Every
 * run must balance and replay to the same bytes; nothing may be left behind.
 */
class StartStopCyclesTest {

    private static final int WARM_UP = 5;
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    /** What one run may hold on to for as long as the program lives [bytes]. */
    private static final long HEAP_PER_CYCLE = 20_000;

    private static final long HEAP_SLACK = 12_000_000;

    @TempDir Path data;

    @Test
    void everyRunBalancesAndNothingIsLeftBehindInFiftyCycles() throws Exception {
        cycles(50, 2026);
    }

    @Test
    @Tag("long")
    void everyRunBalancesAndNothingIsLeftBehindInAThousandCycles() throws Exception {
        cycles(1000, 11);
    }

    private void cycles(int count, long seed) throws Exception {
        Random random = new Random(seed);
        try (TwoDevices devices = new TwoDevices()) {
            Acquisition.Supply supply =
                    new Acquisition.Supply(
                            devices.config(Map.of("beam.drain_s", 0.02)),
                            1,
                            data,
                            snapshot -> {},
                            () -> {},
                            run -> {},
                            run -> {});
            try (Acquisition acquisition = new Acquisition(supply)) {
                for (int i = 0; i < WARM_UP; i++) {
                    cycle(acquisition, devices, random);
                }
                Left before = Left.now();
                for (int i = 0; i < count; i++) {
                    cycle(acquisition, devices, random);
                }
                Left after = Left.now();
                System.out.println(count + " cycles: " + before + ", afterwards " + after);
                assertThat(acquisition.runsEnded()).isEqualTo(WARM_UP + count);
                assertThat(after.threads).isEqualTo(before.threads);
                assertThat(after.files).isLessThanOrEqualTo(before.files + 4);
                assertThat(after.heap)
                        .isLessThan(before.heap + HEAP_SLACK + count * HEAP_PER_CYCLE);
            }
        }
    }

    /** One run: both devices may die or be dead, the run may be paused, the stop may come early. */
    private void cycle(Acquisition acquisition, TwoDevices devices, Random random)
            throws Exception {
        turn(devices, TwoDevices.BOARD, random);
        turn(devices, TwoDevices.FACILITY, random);
        command(acquisition, Action.START);
        RunDirectory run = acquisition.run().directory();
        Thread.sleep(random.nextInt(300));
        turn(devices, random.nextBoolean() ? TwoDevices.BOARD : TwoDevices.FACILITY, random);
        if (random.nextInt(4) == 0) {
            command(acquisition, Action.PAUSE);
            Thread.sleep(random.nextInt(50));
            if (random.nextBoolean()) {
                command(acquisition, Action.RESUME);
            }
        }
        Thread.sleep(random.nextInt(200));
        command(acquisition, Action.STOP);
        assertThat(acquisition.state()).isEqualTo(RunState.IDLE);
        Verification verification = Verification.of(run);
        assertThat(verification.problems()).as("run %d", run.run()).isEmpty();
        assertThat(verification.residual()).isZero();
        assertThat(verification.replay()).isEqualTo(Verification.Replay.IDENTICAL);
        run.delete();
    }

    /** Now and then a device that lives dies, and one that is dead comes back. */
    private static void turn(TwoDevices devices, String name, Random random) {
        if (!devices.isAlive(name)) {
            if (random.nextInt(3) > 0) {
                devices.start(name);
            }
        } else if (random.nextInt(4) == 0) {
            devices.kill(name);
        }
    }

    private static void command(Acquisition acquisition, Action action) {
        Outcome outcome = acquisition.command(new Command(action, "mara", "", ""));
        assertThat(outcome.result()).as(outcome.text()).isEqualTo(Outcome.Result.DONE);
    }

    /** What the program holds: threads by name, open files, heap in use after a collection. */
    private record Left(Map<String, Integer> threads, long files, long heap) {
        static Left now() throws IOException {
            Map<String, Integer> threads = new TreeMap<>();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                String name = thread.getName();
                if (isOfARun(name)) {
                    threads.merge(name, 1, Integer::sum);
                }
            }
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            Runtime runtime = Runtime.getRuntime();
            try (Stream<Path> open = Files.list(OPEN_FILES)) {
                return new Left(
                        threads, open.count(), runtime.totalMemory() - runtime.freeMemory());
            }
        }

        private static boolean isOfARun(String name) {
            return List.of(
                                    RunQueue.PAGES_THREAD,
                                    "dig2-",
                                    "adara-",
                                    "n1470-",
                                    "lakeshore218-",
                                    "pipeline",
                                    "run-control")
                            .stream()
                            .anyMatch(name::startsWith)
                    && !name.contains("emulator");
        }
    }
}
