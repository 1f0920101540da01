package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.Configs;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.SourceState;
import cevns.daq.time.WallClock;
import cevns.drivers.CapturedRecords;
import cevns.drivers.device.StartGroups;
import cevns.drivers.device.SyncLine;
import cevns.drivers.device.SyncLines;
import cevns.drivers.dig2.emulator.Dig2Emulator;
import cevns.drivers.dig2.emulator.Dig2EmulatorOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three boards over their sockets, of which the first starts the others by its signal. */
class ChainedStartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PERIOD_NS = 4_000_000;
    private static final String LEVEL = "SINlevel";

    private final long beginNs = WallClock.SYSTEM.nowNs();
    private final SyncLines lines = new SyncLines();
    private final StartGroups groups = new StartGroups();
    private final Map<String, Dig2Emulator> boards = new TreeMap<>();
    private final Map<String, Dig2Driver> drivers = new TreeMap<>();
    private final Map<String, CapturedRecords> records = new TreeMap<>();

    @AfterEach
    void end() {
        drivers.values().forEach(Dig2Driver::stop);
        drivers.values().forEach(Dig2Driver::close);
        boards.values().forEach(Dig2Emulator::close);
        records.values()
                .forEach(
                        r ->
                                assertThat(r.counters().unitsRead)
                                        .isEqualTo(
                                                r.counters().recordsWritten + r.counters().lost()));
    }

    private void chain(String source, String firstOptions) {
        board("first", firstOptions, "SWcmd", "\"/par/syncoutmode\" = Run");
        board("second", "started_by = first", source, "\"/par/rundelay\" = 80");
        board("third", "started_by = first", source, "");
    }

    private void board(String name, String options, String source, String parameters) {
        listen(name, 0);
        ConfigTree tree =
                Configs.parse(
                        """
                        host = 127.0.0.1
                        port = %d
                        channels = [0]
                        record_length_ns = 64
                        pre_trigger_ns = 32
                        reconnect_s = [0.05]
                        %s
                        parameters { "/par/startsource" = %s, %s }
                        """
                                .formatted(
                                        boards.get(name).address().getPort(),
                                        options,
                                        source,
                                        parameters),
                        name);
        Dig2Options read = Dig2Options.read(tree);
        tree.rejectUnknown();
        tree.problems().throwIfAny();
        drivers.put(name, new Dig2Driver(name, read, groups, WallClock.SYSTEM));
        records.put(name, new CapturedRecords());
    }

    private void listen(String name, int port) {
        boolean isFirst = name.equals("first");
        Dig2Emulator board =
                new Dig2Emulator(
                                Dig2EmulatorOptions.read(Configs.parse("channels = 1", "board")),
                                new SteadyTraces(1, PERIOD_NS, beginNs),
                                WallClock.SYSTEM,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .wired(isFirst ? new SyncLine() : lines.of("first"), lines.of(name));
        board.start();
        boards.put(name, board);
    }

    private void start(String... names) {
        for (String name : names) {
            drivers.get(name).start(records.get(name));
        }
    }

    private void awaitData(String name, int sessions) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(records.get(name).infos)
                                    .as("%s: %s", name, drivers.get(name).reason())
                                    .hasSize(sessions);
                            long originNs = info(name).originNs();
                            assertThat(records.get(name).waveforms)
                                    .anyMatch(w -> w.timeNs() >= originNs);
                        });
    }

    private SourceInfo info(String name) {
        CapturedRecords all = records.get(name);
        return all.infos.get(all.infos.size() - 1);
    }

    private String group(String name) {
        return info(name).startGroup();
    }

    private long firstNs(String name) {
        return records.get(name).waveforms.get(0).timeNs();
    }

    @Test
    void givesAllBoardsOneTimeFromTheFirstTriggerOn() {
        chain(LEVEL, "");
        start("first", "second", "third");
        for (String name : drivers.keySet()) {
            awaitData(name, 1);
            assertThat(group(name)).isEqualTo("first/1");
            assertThat(info(name).originNs()).isEqualTo(info("first").originNs());
            assertThat(info(name).originUncertaintyNs())
                    .isEqualTo(info("first").originUncertaintyNs());
        }
        assertThat(firstNs("third")).isEqualTo(firstNs("first"));
        assertThat(firstNs("second") - firstNs("first")).as("run delay").isEqualTo(-80);
        drivers.values().forEach(Dig2Driver::stop);
        drivers.values().forEach(Dig2Driver::close);
        records.values().forEach(r -> assertThat(r.losses).isEmpty());
    }

    @Test
    void loseNothingWhenTheSignalEndsAMomentBeforeTheyAreToldToStop() {
        chain(LEVEL, "");
        start("first", "second", "third");
        drivers.keySet().forEach(name -> awaitData(name, 1));
        drivers.get("first").stop();
        await().atMost(PATIENCE).until(() -> !lines.of("first").look(WallClock.SYSTEM).isHigh());
        drivers.values().forEach(Dig2Driver::stop);
        drivers.values().forEach(Dig2Driver::close);
        records.values().forEach(r -> assertThat(r.losses).isEmpty());
        records.values().forEach(r -> assertThat(r.infos).hasSize(1));
    }

    @Test
    void startsTheFirstBoardWhenTheLastOfTheOthersIsArmed() {
        chain("SINedge", "");
        start("first", "second");
        await().atMost(PATIENCE).until(() -> drivers.get("second").state() == SourceState.READY);
        assertThat(drivers.get("second").reason()).isEqualTo("to be started by first");
        await().during(Duration.ofMillis(300))
                .until(() -> drivers.get("first").state() != SourceState.RUNNING);
        start("third");
        for (String name : drivers.keySet()) {
            awaitData(name, 1);
            assertThat(group(name)).isEqualTo("first/1");
        }
    }

    @Test
    void startsWithoutABoardThatDoesNotComeWhichIsOnItsOwnThen() {
        chain(LEVEL, "start_wait_s = 0.2");
        start("first", "second");
        awaitData("first", 1);
        awaitData("second", 1);
        start("third");
        awaitData("third", 1);
        assertThat(group("second")).isEqualTo("first/1");
        assertThat(group("third")).isEmpty();
        assertThat(info("third").originNs()).isGreaterThan(info("first").originNs());
    }

    @Test
    void aBoardThatDiesAndComesBackIsOnItsOwnAndTheOthersGoOn() {
        chain(LEVEL, "");
        start("first", "second", "third");
        awaitData("third", 1);
        int port = boards.get("third").address().getPort();
        boards.get("third").close();
        await().atMost(PATIENCE).until(() -> drivers.get("third").state() != SourceState.RUNNING);
        listen("third", port);
        awaitData("third", 2);
        assertThat(group("third")).isEmpty();
        assertThat(records.get("first").infos).hasSize(1);
        assertThat(records.get("second").infos).hasSize(1);
        assertThat(records.get("third").losses).hasSize(1);
    }

    @Test
    void allStartAnewTogetherWithTheFirstBoard() {
        chain(LEVEL, "");
        start("first", "second", "third");
        drivers.keySet().forEach(name -> awaitData(name, 1));
        boards.get("first").cut(true);
        await().atMost(PATIENCE).until(() -> drivers.get("first").state() != SourceState.RUNNING);
        boards.get("first").cut(false);
        for (String name : drivers.keySet()) {
            awaitData(name, 2);
            assertThat(group(name)).isEqualTo("first/2");
            assertThat(records.get(name).losses).hasSize(1);
        }
    }

    @Test
    void aBoardThatASignalHasStartedTooEarlyIsStartedAnewWithTheOthers() {
        chain(LEVEL, "");
        lines.of("first").raise(WallClock.SYSTEM); // it still runs, from before
        start("second");
        awaitData("second", 1);
        assertThat(group("second")).isEmpty();
        start("first");
        // Had it armed before, the third would have been started too early like the second.
        await().atMost(PATIENCE).until(() -> !lines.of("first").look(WallClock.SYSTEM).isHigh());
        start("third");
        awaitData("second", 2);
        awaitData("first", 1);
        awaitData("third", 1);
        assertThat(group("second")).isEqualTo("first/1");
        assertThat(group("third")).isEqualTo("first/1");
        assertThat(group("first")).isEqualTo("first/1");
    }
}
