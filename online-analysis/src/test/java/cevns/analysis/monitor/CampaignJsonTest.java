package cevns.analysis.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cevns.analysis.Pipeline;
import cevns.analysis.Records;
import cevns.analysis.TestConfigs;
import cevns.analysis.event.Exposure;
import cevns.analysis.statistics.anytime.RatioProcess;
import cevns.daq.config.InvalidConfig;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMark;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignJsonTest {

    private static final CampaignState STATE =
            new CampaignState(
                    "csi",
                    "00ff",
                    RunMode.LIVE,
                    1,
                    List.of(new CampaignState.Range(1, 3), new CampaignState.Range(5, 5)),
                    List.of(new CampaignState.Excluded(4, "bad: no \"target\"\n")),
                    new Totals(
                            new Exposure(9, 0, 0, 80, 70, 1e20 / 3, 1),
                            Exposure.NONE,
                            new Exposure(7, 84_000, 84_001, 60, 60, 0.1, 0),
                            547,
                            405,
                            2,
                            3),
                    new Comparison.State(
                            new long[] {1, 2},
                            new long[] {3, Long.MAX_VALUE},
                            new RatioProcess.State(new double[] {-0.1, -1e-300}, 0.25),
                            List.of(new BeamSegments.State(0.955, 0.1 + 0.2, 60)),
                            new ModelState(
                                    new long[] {20},
                                    1e9 / 3,
                                    List.of(stretch(0, 2), stretch(7, 0)),
                                    List.of(stretch(0, 0)),
                                    -1e5 / 7,
                                    0.3,
                                    new double[] {1 / 3.0, 1, 4, 0.7, 0.3},
                                    new double[] {0, 0.5, 5, 0.6, 0.4},
                                    3,
                                    new ModelState.Shown(2, -1 / 3.0, new double[] {0, 0.7})),
                            new GrowthBlocks.State(
                                    600,
                                    new long[] {600, 7},
                                    new long[] {60, 1},
                                    new long[] {5, 0},
                                    new long[] {4, 1})));

    private static ModelState.Stretch stretch(long c, long ac) {
        return new ModelState.Stretch(0, 1e14 / 3, 7, 7.5, new long[] {0, c}, new long[] {ac, 0});
    }

    private static String text() {
        return CampaignJson.text(List.of(STATE));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void readsWhatItWroteToTheLastBit(@ForAll("states") List<CampaignState> states) {
        String text = CampaignJson.text(states);
        List<CampaignState> read = CampaignJson.read(text, "carried");
        assertThat(read).usingRecursiveComparison().isEqualTo(states);
        assertThat(CampaignJson.text(read)).isEqualTo(text);
    }

    @Provide
    Arbitrary<List<CampaignState>> states() {
        Arbitrary<Long> count = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<Double> any =
                Arbitraries.doubles().between(-1e300, 1e300).map(d -> d == 0 ? 0.0 : d / 3);
        Arbitrary<Double> positive = any.map(Math::abs).filter(d -> d <= Double.MAX_VALUE);
        Arbitrary<Exposure> exposure =
                Combinators.combine(count, count, count, count, count, positive, count)
                        .as(Exposure::new);
        Arbitrary<Totals> totals =
                Combinators.combine(exposure, exposure, exposure, count, count, count, count)
                        .as(Totals::new);
        Arbitrary<Comparison.State> comparison =
                Combinators.combine(
                                count.array(long[].class).ofMaxSize(20),
                                count.array(long[].class).ofMaxSize(20),
                                any.array(double[].class).ofMaxSize(20),
                                positive)
                        .as(
                                (c, ac, logProduct, max) ->
                                        compared(c, ac, new RatioProcess.State(logProduct, max)));
        Arbitrary<CampaignState.Range> range =
                Combinators.combine(
                                Arbitraries.integers().between(1, 1_000_000),
                                Arbitraries.integers().between(0, 5_000))
                        .as((first, more) -> new CampaignState.Range(first, first + more));
        Arbitrary<CampaignState.Excluded> excluded =
                Combinators.combine(
                                Arbitraries.integers().between(1, 1_000_000),
                                Arbitraries.strings().ofMaxLength(30))
                        .as(CampaignState.Excluded::new);
        return Combinators.combine(
                        Arbitraries.strings().ascii().ofMaxLength(20),
                        Arbitraries.of(RunMode.values()),
                        positive.map(d -> 1 + d),
                        range.list().ofMaxSize(5),
                        excluded.list().ofMaxSize(3),
                        totals,
                        comparison.injectNull(0.2))
                .as(
                        (name, mode, lapse, ranges, left, sums, compared) ->
                                new CampaignState(
                                        name, "00ff", mode, lapse, ranges, left, sums, compared))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    @Test
    void isEmptyForNoState() {
        assertThat(CampaignJson.text(List.of())).isEmpty();
        assertThat(CampaignJson.read("", "carried")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":1 | \"version\":2 | version: 2 is not known, 1 is expected",
                "\"marks\":7, | | campaigns[0].good.marks: missing, a whole number is expected",
                "\"marks\":7 | \"marks\":7.5 | campaigns[0].good.marks: 7.5 is not a whole number",
                "\"marks\":7 | \"marks\":-7 | campaigns[0].good.marks: -7 is not in [0",
                "\"marks\":7 | \"marks\":\"x\" | campaigns[0].good.marks: \"x\" is not a whole",
                "\"mode\":\"live\" | \"mode\":\"alive\" | campaigns[0].mode: 'alive' is not one of",
                "\"maxLogE\":0.25 | \"minLogE\":0.25 | campaigns[0].comparison.minLogE: unknown",
                "[1,2] | [1,2.5] | campaigns[0].comparison.coincidence: [1,2.5] is not a list of",
                "\"last\":3 | \"last\":0 | campaigns[0].runs[0].last: 0 is not in [1"
            })
    void refusesWhatItDidNotWriteAndSaysWhere(String found, String changed, String says) {
        String text = text();
        assertThat(text).contains(found);
        String corrupt = text.replace(found, changed == null ? "" : changed);
        assertThatThrownBy(() -> CampaignJson.read(corrupt, "carried of run 6"))
                .isInstanceOf(InvalidConfig.class)
                .message()
                .contains("carried of run 6")
                .contains(says);
    }

    @Test
    void refusesEveryTextThatWasCut() {
        String text = text();
        for (int length = 1; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatThrownBy(() -> CampaignJson.read(cut, "carried of run 6"))
                    .isInstanceOf(InvalidConfig.class)
                    .hasMessageContaining("carried of run 6");
        }
    }

    @Test
    void refusesATextThatIsNestedWithoutEnd() {
        String deep = "{\"version\":1,\"campaigns\":" + "[".repeat(200_000);
        assertThatThrownBy(() -> CampaignJson.read(deep, "carried of run 6"))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("carried of run 6");
    }

    @Test
    void aRunThatCarriesSomethingElseIsRefused() {
        Pipeline pipeline = new Pipeline(snapshot -> {});
        assertThatThrownBy(() -> pipeline.onMark(start("{\"version\":1,\"campaigns\":7}")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("carried of run 6")
                .hasMessageContaining("campaigns: 7 is not a list of objects");
    }

    @Test
    void aLineOfTheLogStaysShortAfterThousandsOfRuns() {
        List<CampaignState.Range> ranges = new ArrayList<>();
        List<CampaignState.Excluded> excluded = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            ranges.add(new CampaignState.Range(100_000 + 2 * i, 100_000 + 2 * i));
            excluded.add(new CampaignState.Excluded(100_001 + 2 * i, "bad: the target was out"));
        }
        String config = TestConfigs.csiWithPrediction("campaign = long");
        String hash = cevns.daq.config.RunConfig.ofText(config).campaign().hash();
        CampaignState many =
                new CampaignState(
                        "long", hash, RunMode.LIVE, 1, ranges, excluded, Totals.NONE, null);
        List<Snapshot> snapshots = new ArrayList<>();
        Pipeline pipeline = new Pipeline(snapshots::add, null, List.of(withCells(many)), null);
        pipeline.onMark(
                new RunMark.RunStart(
                        Records.START_NS,
                        200_000,
                        RunType.PHYSICS,
                        RunMode.LIVE,
                        1,
                        config,
                        "",
                        "",
                        "",
                        "",
                        ""));
        pipeline.onMark(new RunMark.RunEnd(Records.START_NS, EndReason.OPERATOR, ""));
        Snapshot.Campaign campaign = snapshots.get(0).campaign();
        assertThat(campaign.runs()).isEqualTo(4001);
        assertThat(campaign.excluded()).isEqualTo(4000);
        assertThat(campaign.ranges()).hasSize(50).last().extracting("last").isEqualTo(200_000);
        assertThat(SnapshotJson.line(snapshots.get(0)).length).isLessThan(64_000);
        assertThat(pipeline.campaign().get(0).runs()).hasSize(4001);
    }

    /** With a comparison of 12 by 12 cells. */
    private static CampaignState withCells(CampaignState s) {
        return new CampaignState(
                s.name(),
                s.hash(),
                s.mode(),
                s.timeLapse(),
                s.runs(),
                s.excluded(),
                s.totals(),
                compared(new long[144], new long[144], new RatioProcess.State(new double[256], 0)));
    }

    private static Comparison.State compared(
            long[] coincidence, long[] anticoincidence, RatioProcess.State process) {
        long[] none = new long[0];
        return new Comparison.State(
                coincidence,
                anticoincidence,
                process,
                List.of(),
                ModelState.learning(new long[12], 0),
                new GrowthBlocks.State(300, none, none, none, none));
    }

    private static RunMark.RunStart start(String carried) {
        return new RunMark.RunStart(
                Records.START_NS,
                6,
                RunType.PHYSICS,
                RunMode.LIVE,
                1,
                TestConfigs.csiWithPrediction("campaign = c, blinding.open = true"),
                "",
                "",
                "",
                "",
                carried);
    }
}
