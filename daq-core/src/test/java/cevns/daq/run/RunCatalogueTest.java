package cevns.daq.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.daq.queue.QueueScan;
import cevns.daq.queue.QueueSettings;
import cevns.daq.queue.RunQueue;
import cevns.daq.queue.RunReader;
import cevns.daq.queue.RunWriter;
import cevns.daq.record.EndReason;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import cevns.daq.record.SourceInfo;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCatalogueTest {

    @TempDir Path data;

    @Test
    void listsRunsByNumberWithStateModeAndEnd() {
        RunDirectory first = write(true, false);
        RunDirectory second = write(false, true);
        RunCatalogue catalogue = RunCatalogue.open(data);
        catalogue.update(first);
        catalogue.update(second);
        List<RunInfo> runs = catalogue.runs();
        assertThat(runs).extracting(RunInfo::run).containsExactly(1, 2);
        assertThat(runs.get(0).state()).isEqualTo(RunInfo.State.CLOSED);
        assertThat(runs.get(0).endReason()).isEqualTo(EndReason.TIME);
        assertThat(runs.get(0).startNs()).isEqualTo(100);
        assertThat(runs.get(0).endNs()).isEqualTo(900);
        assertThat(runs.get(0).mode()).isEqualTo(RunMode.LIVE);
        assertThat(runs.get(1).state()).isEqualTo(RunInfo.State.CRASHED);
        assertThat(runs.get(1).mode()).isEqualTo(RunMode.SIMULATED);
    }

    @Test
    void saysThatARunIsSimulatedAlsoOfASourceThatCameLate() {
        RunDirectory directory = RunDirectory.next(data);
        try (RunQueue queue = RunQueue.open(directory.path(), QueueSettings.RUN)) {
            RunWriter control = queue.writer(0);
            control.mark(start(directory.run()));
            for (int tick = 0; tick < 500; tick++) {
                control.tick(101 + tick);
            }
            assertThat(RunInspector.look(directory).mode()).isEqualTo(RunMode.LIVE);
            queue.writer(1).info(simulated());
            control.mark(new RunMark.RunEnd(900, EndReason.TIME, "10 s"));
        }
        assertThat(RunInspector.look(directory).mode()).isEqualTo(RunMode.SIMULATED);
    }

    @Test
    void closesACrashedRunOnceWithTheReasonCrash() {
        write(true, false);
        RunDirectory crashed = write(false, false);
        RunCatalogue catalogue = RunCatalogue.open(data);
        assertThat(CrashedRuns.close(catalogue)).extracting(RunDirectory::run).containsExactly(2);
        assertThat(CrashedRuns.close(catalogue)).isEmpty();
        assertThat(catalogue.runs().get(1).endReason()).isEqualTo(EndReason.CRASH);
        RunInfo info = RunInspector.look(crashed);
        assertThat(info.state()).isEqualTo(RunInfo.State.CLOSED);
        assertThat(info.endReason()).isEqualTo(EndReason.CRASH);
    }

    @Test
    void closesACrashedRunWhoseNotesOfTheLibraryAreDamaged() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < 20; i++) {
            RunDirectory crashed = write(false, true);
            Path notes = crashed.path().resolve("raw/metadata.cq4t");
            byte[] bytes = Files.readAllBytes(notes);
            int used = 512; // its header and the first of its entries; the rest is zero
            for (int flips = 0; flips <= i; flips++) {
                bytes[random.nextInt(used)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(notes, bytes);
            assertThat(CrashedRuns.close(crashed)).as("%d flips", i + 1).isTrue();
            long[] told = {0};
            RecordHandler count =
                    new RecordHandler() {
                        @Override
                        public void onMark(RunMark mark) {
                            told[0]++;
                        }
                    };
            QueueScan scan = QueueScan.of(crashed.path(), count);
            assertThat(scan.damages()).isEmpty();
            assertThat(scan.records()).as("start, info, tick, end").isEqualTo(4);
            assertThat(told[0]).isEqualTo(2);
        }
    }

    @Test
    void countsOfItsSparseFilesWhatIsUsed() throws IOException {
        RunDirectory run = write(true, true);
        Files.writeString(run.summary(), "0123456789");
        long empty = run.bytes();
        assertThat(empty).as("not the 80 MB that they reach to").isBetween(1000L, 1_000_000L);
        Files.writeString(run.campaign(), "how well it packs tells its counts");
        Files.writeString(run.path().resolve("notes.jsonl"), "0123456789");
        assertThat(run.bytes()).isEqualTo(empty + 10);
    }

    @Test
    void listsTheRunsWithoutACatalogue() {
        write(true, false);
        write(false, true);
        List<RunInfo> runs = RunCatalogue.look(data);
        assertThat(data.resolve("catalogue.db")).doesNotExist();
        assertThat(RunCatalogue.open(data).runs()).isEqualTo(runs).hasSize(2);
    }

    @Test
    void isNotStoppedByARunWhoseQueueWasCut() throws IOException {
        write(true, false);
        RunDirectory cut = write(false, false);
        try (var files = Files.newDirectoryStream(cut.path().resolve("raw"), "*.cq4");
                FileChannel file =
                        FileChannel.open(files.iterator().next(), StandardOpenOption.WRITE)) {
            file.truncate(5000);
        }
        RunCatalogue catalogue = RunCatalogue.open(data);
        assertThat(CrashedRuns.close(catalogue)).isEmpty();
        catalogue.rebuild();
        assertThat(catalogue.runs()).hasSize(1);
        try (RunReader reader = new RunReader(cut.path())) {
            assertThat(reader.last(new RecordHandler() {})).isFalse();
        }
    }

    @Test
    void leavesARunAloneThatIsBeingTaken() {
        RunDirectory directory = RunDirectory.next(data);
        try (RunQueue queue = RunQueue.open(directory.path(), QueueSettings.RUN)) {
            queue.writer(0).mark(start(directory.run()));
            assertThat(RunInspector.look(directory).state()).isEqualTo(RunInfo.State.RUNNING);
            assertThat(CrashedRuns.close(RunCatalogue.open(data))).isEmpty();
        }
    }

    @Test
    void isMadeAgainFromTheDirectoriesWhenTheFileIsGone() throws IOException {
        write(true, false);
        write(true, true);
        RunCatalogue before = RunCatalogue.open(data);
        before.rebuild();
        List<RunInfo> runs = before.runs();
        assertThat(runs).hasSize(2);
        try (var files = Files.newDirectoryStream(data, "catalogue.db*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        RunCatalogue after = RunCatalogue.open(data);
        assertThat(after.runs()).isEqualTo(runs);
        after.rebuild();
        assertThat(after.runs()).isEqualTo(runs);
    }

    @Test
    void forgetsARunWhoseDirectoryIsGone() {
        RunDirectory directory = write(true, false);
        RunCatalogue catalogue = RunCatalogue.open(data);
        catalogue.update(directory);
        directory.delete();
        assertThat(catalogue.runs()).isEmpty();
    }

    @Test
    void isReadByTwoProcessesWhileOneWrites() throws Exception {
        RunDirectory directory = write(true, false);
        RunCatalogue writer = RunCatalogue.open(data);
        writer.update(directory);
        Process one = CatalogueReader.start(data);
        Process two = CatalogueReader.start(data);
        while (one.isAlive() || two.isAlive()) {
            writer.update(directory);
        }
        for (Process reader : List.of(one, two)) {
            String said = new String(reader.getInputStream().readAllBytes());
            assertThat(reader.exitValue()).as(said).isZero();
            assertThat(said).contains("read 200 times, 1 run each");
        }
    }

    @Test
    void isMadeOnceWhenSeveralOpenItAtOnce() throws Exception {
        List<CompletableFuture<Integer>> opened =
                java.util.stream.IntStream.range(0, 4)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () -> RunCatalogue.open(data).runs().size()))
                        .toList();
        for (CompletableFuture<Integer> each : opened) {
            assertThat(each.get()).isZero();
        }
    }

    @Test
    void givesEachRunANumberOfItsOwn() {
        RunDirectory first = RunDirectory.next(data);
        RunDirectory second = RunDirectory.next(data);
        assertThat(first.path().getFileName()).hasToString("run-000001");
        assertThat(second.run()).isEqualTo(2);
        second.delete();
        assertThat(RunDirectory.next(data).run()).isEqualTo(2);
        assertThatThrownBy(() -> RunDirectory.find("17", data)).hasMessageContaining("no run 17");
        assertThatThrownBy(() -> RunDirectory.find("nowhere", data))
                .hasMessageContaining("neither the directory of a run nor the number of one");
    }

    private RunDirectory write(boolean ended, boolean simulated) {
        RunDirectory directory = RunDirectory.next(data);
        try (RunQueue queue = RunQueue.open(directory.path(), QueueSettings.RUN)) {
            RunWriter control = queue.writer(0);
            control.mark(start(directory.run()));
            if (simulated) {
                queue.writer(1).info(simulated());
            }
            control.tick(800);
            if (ended) {
                control.mark(new RunMark.RunEnd(900, EndReason.TIME, "10 s"));
            }
        }
        return directory;
    }

    private static SourceInfo simulated() {
        return new SourceInfo(
                "csi", "dig2", "X-EMU", "0", "1", true, 0, -1, 1, 48, List.of(), "{}");
    }

    private static RunMark.RunStart start(int run) {
        return new RunMark.RunStart(
                100, run, RunType.TEST, RunMode.LIVE, 1, "{}", "", "0.1.0", "17", "jo", "");
    }
}
