package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.TestConfigs;
import cevns.analysis.pulse.Hit;
import cevns.analysis.pulse.PmtHit;
import cevns.daq.config.RunConfig;
import cevns.daq.record.RejectCause;
import cevns.daq.record.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds whatever the order of the records. */
class EventBuilderTest {

    private static final long START = 1_795_168_800_000_000_000L;
    private static final long REORDER_NS = 20_000_000;

    private final List<Event> events = new ArrayList<>();

    private EventBuilder builder(String text) {
        RunConfig config = RunConfig.ofText(text);
        BeamClock clock =
                new BeamClock(
                        config.beam(),
                        new MarkSources(0, 0),
                        new TimingProblems(),
                        t -> true,
                        mark -> {});
        EventAssembly assembly =
                new EventAssembly(config, clock, new LiveMarks(config), events::add);
        return new EventBuilder(config.events(), assembly);
    }

    private static Readout readout(int source, int channel, long trigger, long seq, long timeNs) {
        return readout(source, channel, trigger, seq, timeNs, timeNs);
    }

    private static Readout readout(
            int source, int channel, long trigger, long seq, long timeNs, long hitNs) {
        Hit hit =
                new PmtHit(
                        source, channel, trigger, seq, hitNs, 0, 1, 5, 2, 3, 0.5, 0, 1, 1, 1, false,
                        false, false);
        return new Readout(
                source,
                channel,
                seq,
                trigger,
                timeNs,
                TriggerKind.SELF.bit(),
                2,
                List.of(new Readout.Found(null, Double.NaN, hitNs, hit)),
                0);
    }

    /** Triggers of two boards with two channels each, about every 5 ms, in the order of time. */
    private static List<Readout> triggers(Random random, int count) {
        List<Readout> all = new ArrayList<>();
        long t = START;
        for (int i = 0; i < count; i++) {
            t += 1 + random.nextInt(5_000_000);
            for (int source = 1; source <= 2; source++) {
                for (int channel = 0; channel < 2; channel++) {
                    all.add(readout(source, channel, i, 2L * i + channel, t + random.nextInt(40)));
                }
            }
        }
        return all;
    }

    @Property(tries = 200)
    void everyWaveformIsInOneEventOrRejected(
            @ForAll long seed, @ForAll boolean byTrigger, @ForAll @IntRange(max = 60) int count) {
        Random random = new Random(seed);
        events.clear();
        EventBuilder builder = builder(byTrigger ? TestConfigs.bench() : TestConfigs.coincidence());
        List<Readout> readouts = triggers(random, count);
        List<Long> expected = new ArrayList<>();
        java.util.Collections.shuffle(readouts, random);
        int rejected = 0;
        for (Readout readout : readouts) {
            RejectCause cause = builder.on(readout);
            if (cause == null) {
                expected.add(identity(readout.found().get(0).hit()));
            } else {
                assertThat(cause).isEqualTo(RejectCause.LATE);
                rejected++;
            }
            if (random.nextInt(10) == 0) {
                builder.tick(random.nextBoolean());
            }
            if (random.nextInt(10) == 0) {
                builder.release(START + random.nextInt(300_000_000));
            }
        }
        builder.end();
        assertThat(expected.size() + rejected).isEqualTo(readouts.size());
        List<Long> built =
                events.stream().flatMap(e -> e.hits().stream()).map(this::identity).toList();
        assertThat(built).containsExactlyInAnyOrderElementsOf(expected);
    }

    private long identity(Hit hit) {
        return hit.sourceId() * 1_000_000L + hit.channel() * 100_000L + hit.sequence();
    }

    @Property(tries = 200)
    void orderWithinTheReorderWindowMakesNoDifference(
            @ForAll long seed,
            @ForAll boolean byTrigger,
            @ForAll @IntRange(min = 1, max = 60) int count) {
        Random random = new Random(seed);
        String config = byTrigger ? TestConfigs.bench() : TestConfigs.coincidence();
        List<Readout> readouts = triggers(random, count);
        List<Event> inOrder = run(config, readouts, readouts);
        // Each record is delayed by less than the window: its place is that of time plus delay.
        List<long[]> delayed = new ArrayList<>();
        for (int i = 0; i < readouts.size(); i++) {
            delayed.add(
                    new long[] {
                        readouts.get(i).timeNs() + random.nextInt((int) REORDER_NS - 100), i
                    });
        }
        delayed.sort((a, b) -> Long.compare(a[0], b[0]));
        List<Readout> shuffled = delayed.stream().map(d -> readouts.get((int) d[1])).toList();
        List<Event> reordered = new ArrayList<>(run(config, shuffled, delayed));
        assertThat(reordered).isEqualTo(inOrder);
    }

    /** Marks come when the data do: each sets the watermark to its time less the window. */
    private List<Event> run(String config, List<Readout> readouts, List<?> when) {
        events.clear();
        EventBuilder builder = builder(config);
        long mark = START;
        for (int i = 0; i < readouts.size(); i++) {
            long now =
                    when.get(i) instanceof long[] delayed ? delayed[0] : readouts.get(i).timeNs();
            while (mark + 16_666_667 <= now) {
                mark += 16_666_667;
                builder.release(mark - REORDER_NS);
            }
            assertThat(builder.on(readouts.get(i))).isNull();
        }
        builder.end();
        return List.copyOf(events);
    }

    @Property(tries = 50)
    void triggersOfTwoBoardsAreOneEvent(@ForAll long seed) {
        Random random = new Random(seed);
        List<Readout> readouts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            for (int source = 1; source <= 2; source++) {
                for (int channel = 0; channel < 2; channel++) {
                    long t = START + i * 1_000_000L + 30L * source;
                    readouts.add(readout(source, channel, i, 2L * i + channel, t));
                }
            }
        }
        java.util.Collections.shuffle(readouts, random);
        events.clear();
        EventBuilder builder = builder(TestConfigs.bench());
        readouts.forEach(builder::on);
        builder.end();
        assertThat(events).hasSize(20).allMatch(e -> e.multiplicity() == 4);
    }

    @Property(tries = 20)
    void aSecondWaveformOfAChannelIsADuplicate(@ForAll boolean byTrigger) {
        EventBuilder builder = builder(byTrigger ? TestConfigs.bench() : TestConfigs.coincidence());
        assertThat(builder.on(readout(1, 0, 5, 0, START))).isNull();
        assertThat(builder.on(readout(1, 0, 5, 1, START))).isEqualTo(RejectCause.DUPLICATE);
        assertThat(builder.on(readout(1, 1, 5, 2, START))).isNull();
    }

    @Property(tries = 20)
    void anIdFromBeforeTheWatermarkMayComeAgain(@ForAll boolean byTrigger) {
        EventBuilder builder = builder(byTrigger ? TestConfigs.bench() : TestConfigs.coincidence());
        long later = START + 300_000_000;
        assertThat(builder.on(readout(1, 0, 5, 0, START))).isNull();
        builder.release(later);
        assertThat(builder.on(readout(1, 0, 5, 1, later))).isNull();
        assertThat(builder.on(readout(1, 0, 5, 2, later))).isEqualTo(RejectCause.DUPLICATE);
        assertThat(builder.on(readout(1, 0, 5, 3, later - 1))).isEqualTo(RejectCause.LATE);
    }

    @Property(tries = 20)
    void anIdThatASourceUsesAgainAfterAStartIsAnotherTrigger(@ForAll boolean byTrigger) {
        events.clear();
        EventBuilder builder = builder(byTrigger ? TestConfigs.bench() : TestConfigs.coincidence());
        long later = START + 300_000_000;
        builder.origin(1, START);
        builder.origin(2, START);
        builder.on(readout(1, 0, 5, 0, START));
        builder.on(readout(2, 0, 5, 0, START + 10_000_000));
        builder.origin(1, later);
        builder.origin(2, START);
        assertThat(builder.isNew(1, 5)).isTrue();
        assertThat(builder.on(readout(1, 0, 5, 2, later))).isNull();
        assertThat(builder.on(readout(1, 0, 5, 3, later))).isEqualTo(RejectCause.DUPLICATE);
        assertThat(builder.on(readout(2, 0, 5, 4, later))).isEqualTo(RejectCause.DUPLICATE);
        builder.release(later);
        assertThat(events).as("those before the start, in their place").hasSize(2);
        assertThat(builder.isNew(1, 5)).isEqualTo(!byTrigger);
        assertThat(builder.on(readout(1, 1, 5, 5, later + 4))).isNull();
        builder.end();
        assertThat(events).extracting(Event::multiplicity).containsExactly(1, 1, 2);
    }

    @Property(tries = 1)
    void aSourceThatOnlySaysMoreOfTheSameSessionKeepsItsTriggers() {
        events.clear();
        EventBuilder builder = builder(TestConfigs.bench());
        builder.origin(1, 0);
        builder.on(readout(1, 0, 5, 0, START));
        builder.origin(1, 0);
        builder.on(readout(1, 1, 5, 1, START));
        builder.end();
        assertThat(events).extracting(Event::multiplicity).containsExactly(2);
    }

    @Property(tries = 1)
    void aTriggerOfTheSameIdAndTimeAfterAStartDoesNotReplaceTheOneThatWaits() {
        events.clear();
        EventBuilder builder = builder(TestConfigs.bench());
        builder.origin(1, START - 5);
        builder.on(readout(1, 0, 5, 0, START));
        builder.origin(1, START - 2);
        builder.on(readout(1, 0, 5, 1, START));
        builder.end();
        assertThat(events).hasSize(2);
    }

    @Property(tries = 20)
    void hitsWithinTheWindowOfTheFirstAreOneCoincidence(@ForAll @IntRange(max = 2) int order) {
        events.clear();
        EventBuilder builder = builder(TestConfigs.coincidence());
        long[] times = {START, START + 199, START + 200, START + 399, START + 1000};
        IntStream.range(0, times.length)
                .map(i -> (i + order) % times.length)
                .forEach(i -> builder.on(readout(1, i % 2, i, i, times[i])));
        builder.end();
        assertThat(events).extracting(Event::multiplicity).containsExactly(2, 2, 1);
    }

    @Property(tries = 1)
    void ticksReleaseWhatCameBeforeTheFirstOfTwo() {
        events.clear();
        EventBuilder builder = builder(TestConfigs.bench());
        builder.on(readout(1, 0, 1, 0, START));
        // A corrupt time far in the future pushes nothing.
        builder.on(readout(1, 0, 2, 1, START + 1_000_000_000_000L));
        builder.tick(false);
        assertThat(events).isEmpty();
        builder.on(readout(1, 0, 3, 2, START + 500_000_000L));
        builder.tick(false);
        assertThat(events).hasSize(2);
        assertThat(builder.on(readout(1, 0, 4, 3, START + 400_000_000L))).isNull();
        builder.tick(true);
        assertThat(events).as("marks pace it again").hasSize(2);
        builder.end();
        assertThat(events).hasSize(4);
    }

    @Property(tries = 1)
    void keepsAGroupTogetherAcrossATick() {
        events.clear();
        EventBuilder builder = builder(TestConfigs.bench());
        builder.on(readout(1, 0, 1, 0, START));
        builder.tick(false);
        builder.on(readout(2, 0, 1, 0, START + 20));
        builder.tick(false);
        assertThat(Stream.of(events.get(0)).map(Event::multiplicity)).containsExactly(2);
    }
}
