package cevns.drivers.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cevns.daq.record.LossCause;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceState;
import cevns.drivers.CapturedRecords;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every live driver must do, tried on its emulator over real sockets through a bad network. A
 * family's test extends this, says how to set up its {@link Bench}, and overrides what differs.
 */
public abstract class DigitizerContract {

    /** Longest a test waits for something that must come [s]. */
    protected static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A driver stops within a second; the host that runs the tests may be busy. */
    private static final long A_SECOND_ON_A_BUSY_HOST_NS = 5_000_000_000L;

    /** Sequences of faults that a bench goes through in the full form. */
    private static final int SEQUENCES = 10;

    /** So many units must come before a link counts as working. */
    protected static final int SOME_UNITS = 20;

    /**
     * A driver and its device with the bad network in between.
     *
     * @param device the emulator, started
     * @param links its ports, the one that data comes through last
     * @param driver connects through the links; it tries again within 0.2 s after a lost
     *     connection, says STALLED after at most 1 s of silence and connects anew after at most 2 s
     */
    public record Bench(EmulatedDevice device, List<? extends FaultyLink> links, Digitizer driver) {
        FaultyLink dataLink() {
            return links.get(links.size() - 1);
        }
    }

    protected final CapturedRecords records = new CapturedRecords();
    protected Bench bench;
    private static long longestStopNs;
    private Set<Thread> threadsBefore;

    /** Sets up a bench; the emulator sends at least 50 units a second. */
    protected abstract Bench bench() throws Exception;

    /** Checks that the hole of a cut link of some tenths of a second is on record. */
    protected void assertHoleRecorded() {
        assertThat(records.losses).anyMatch(loss -> loss.cause() == LossCause.LINK);
    }

    /** True in a state in which the driver has noticed that the link is cut. */
    protected boolean hasGivenUp(SourceState state) {
        return state != SourceState.RUNNING;
    }

    @BeforeEach
    void setUpBench() throws Exception {
        threadsBefore = new HashSet<>(Thread.getAllStackTraces().keySet());
        bench = bench();
    }

    @AfterEach
    void ledgerBalancesAndNothingIsLeft() {
        bench.driver().stop();
        bench.driver().close();
        bench.links().forEach(FaultyLink::close);
        bench.device().close();
        SourceCounters counters = records.counters();
        assertThat(counters.unitsRead)
                .as("read = written + lost")
                .isEqualTo(counters.recordsWritten + counters.lost());
        await("threads of the driver and its emulator have ended")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(newThreads()).isEmpty());
    }

    @Test
    void startsAndDelivers() {
        start();
        assertThat(records.infos.get(0).simulated() || lastInfoSimulated()).isTrue();
        assertThat(bench.driver().reason()).isEmpty();
        assertThat(bench.driver().counters().bytes).isPositive();
        assertThat(records.states).contains(SourceState.RUNNING);
    }

    @Test
    void stopsWithinASecond() {
        start();
        long from = System.nanoTime();
        bench.driver().stop();
        bench.driver().close();
        assertThat(System.nanoTime() - from).isLessThan(A_SECOND_ON_A_BUSY_HOST_NS);
        assertThat(bench.driver().state()).isNotEqualTo(SourceState.RUNNING);
        long units = units();
        await().during(Duration.ofMillis(200))
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(units()).isEqualTo(units));
    }

    @Test
    void waitsForADeviceThatIsNotThere() {
        bench.links().forEach(link -> link.refuse(true));
        bench.driver().start(records);
        await().atMost(PATIENCE).until(() -> !bench.driver().reason().isEmpty());
        assertThat(bench.driver().state())
                .isIn(SourceState.CONNECTING, SourceState.DISCONNECTED, SourceState.ERROR);
        bench.links().forEach(link -> link.refuse(false));
        awaitMoreUnits();
    }

    @Test
    void stopsWhileTheDeviceIsNotThere() {
        bench.links().forEach(link -> link.refuse(true));
        bench.driver().start(records);
        await().atMost(PATIENCE).until(() -> !bench.driver().reason().isEmpty());
        long from = System.nanoTime();
        bench.driver().stop();
        bench.driver().close();
        assertThat(System.nanoTime() - from).isLessThan(A_SECOND_ON_A_BUSY_HOST_NS);
    }

    @Test
    void reconnectsAndRecordsTheHoleWhenTheLinkIsCut() {
        start();
        int infos = records.infos.size();
        bench.links().forEach(link -> link.refuse(true));
        bench.links().forEach(FaultyLink::cut);
        await().atMost(PATIENCE).until(() -> hasGivenUp(bench.driver().state()));
        bench.links().forEach(link -> link.refuse(false));
        await().atMost(PATIENCE).until(() -> records.infos.size() > infos);
        awaitMoreUnits();
        await().atMost(PATIENCE).untilAsserted(this::assertHoleRecorded);
    }

    @Test
    void reconnectsWhenTheDeviceStopsInTheMiddleOfARecord() {
        start();
        int connections = bench.dataLink().connections();
        bench.dataLink().cutAfter(997);
        await().atMost(PATIENCE).until(() -> bench.dataLink().connections() > connections);
        awaitMoreUnits();
    }

    /** Of datagrams, which no network splits or joins, a family's test tries something else. */
    @Test
    protected void readsAStreamThatComesByteByByte() {
        bench.dataLink().split(1);
        start();
        assertThat(bench.driver().counters().refused()).isZero();
        assertThat(bench.driver().counters().lost()).isZero();
    }

    /** Of datagrams, which no network splits or joins, a family's test tries something else. */
    @Test
    protected void readsAStreamThatComesInLumps() {
        start();
        bench.dataLink().join(7001);
        awaitMoreUnits();
        assertThat(bench.driver().counters().refused()).isZero();
        assertThat(bench.driver().counters().lost()).isZero();
    }

    @Test
    protected void readsAStreamThatComesLate() {
        bench.dataLink().delay(30);
        start();
        assertThat(bench.driver().counters().refused()).isZero();
    }

    @Test
    void comesBackAfterBytesWereDamaged() {
        start();
        bench.dataLink().corrupt(97);
        await().atMost(PATIENCE).until(() -> sawDamage());
        bench.dataLink().corrupt(0);
        awaitMoreUnits();
        await().atMost(PATIENCE).until(() -> bench.driver().state() == SourceState.RUNNING);
    }

    @Test
    void comesBackAfterPiecesWereDoubledExchangedAndAddedTo() {
        start();
        FaultyLink link = bench.dataLink();
        link.duplicate(0.2);
        link.exchange(0.2);
        link.flood(1);
        await().atMost(PATIENCE).until(() -> sawDamage());
        link.calm();
        awaitMoreUnits();
        await().atMost(PATIENCE).until(() -> bench.driver().state() == SourceState.RUNNING);
    }

    /**
     * The full form: some hundreds of seeded sequences of faults, combined, a few on each of many
     * benches; each driver is stopped at some moment of one. Failures name the seed.
     */
    @Tag("long")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comesBackFromAnySequenceOfFaultsAndStopsAtAnyMoment(int seed) {
        FaultSequence faults = new FaultSequence(bench.links(), seed);
        start();
        for (int i = 0; i < SEQUENCES; i++) {
            faults.play(3);
            faults.calm();
            String what = "seed " + seed + ", sequence " + i + ": " + faults;
            awaitMoreUnits(what);
            await(what).atMost(PATIENCE).until(() -> bench.driver().state() == SourceState.RUNNING);
            assertThat(bench.driver().reason()).as(what).doesNotContain("Exception");
        }
        faults.play(1);
        long from = System.nanoTime();
        bench.driver().stop();
        bench.driver().close();
        long stopNs = System.nanoTime() - from;
        longestStopNs = Math.max(longestStopNs, stopNs);
        assertThat(stopNs).as(faults.toString()).isLessThan(A_SECOND_ON_A_BUSY_HOST_NS);
    }

    @AfterAll
    static void reportStops(TestInfo test) {
        if (longestStopNs > 0) {
            System.out.printf(
                    "%s: stopped within %d ms in the middle of faults%n",
                    test.getDisplayName(), longestStopNs / 1_000_000);
        }
        longestStopNs = 0;
    }

    /** Of each of these a bench, ten sequences on each. */
    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    @Test
    void saysSoWhenTheDeviceFallsSilentAndComesBack() {
        start();
        bench.dataLink().silent(true);
        await().atMost(PATIENCE).until(() -> bench.driver().state() != SourceState.RUNNING);
        bench.dataLink().silent(false);
        awaitMoreUnits();
        await().atMost(PATIENCE).until(() -> bench.driver().state() == SourceState.RUNNING);
    }

    /** Starts the driver and waits until data flows. */
    protected void start() {
        bench.driver().start(records);
        awaitMoreUnits();
        await().atMost(PATIENCE).until(() -> bench.driver().state() == SourceState.RUNNING);
    }

    /** Waits until some more units have come. */
    protected void awaitMoreUnits() {
        awaitMoreUnits("more units");
    }

    private void awaitMoreUnits(String what) {
        long enough = units() + SOME_UNITS;
        await(what).atMost(PATIENCE).until(() -> units() >= enough);
    }

    private long units() {
        return records.counters().recordsWritten;
    }

    private boolean sawDamage() {
        SourceCounters counters = records.counters();
        return counters.refused() + counters.lost() + counters.unknownLosses > 0;
    }

    private boolean lastInfoSimulated() {
        return records.infos.get(records.infos.size() - 1).simulated();
    }

    private Set<String> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !threadsBefore.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility") && !name.startsWith("junit"))
                .filter(name -> !name.equals("Attach Listener")) // somebody looks at this Java
                // Netty's own, one for all of the program; ends by itself a second later.
                .filter(name -> !name.startsWith("globalEventExecutor"))
                .collect(Collectors.toSet());
    }
}
