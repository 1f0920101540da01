package cevns.analysis.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first observation; numbers of statistics.md §3, data/README.md and the reference points. */
class Csi2017Test {

    private static Analysis analysis;
    private static AnalysisResult result;

    @BeforeAll
    static void analyse() throws Exception {
        analysis = Analysis.read(PublicReleases.config("csi-2017"), PublicReleases.folder());
        result = analysis.result();
    }

    @Test
    void counts547And405() {
        assertThat(result.coincidence()).isEqualTo(547);
        assertThat(result.anticoincidence()).hasValue(405);
        assertThat(result.residual()).isEqualTo(142);
        assertThat(result.residualSigma()).isCloseTo(30.85, within(0.005));
        assertThat(result.liMaSigma().orElseThrow()).isCloseTo(4.6108, within(1e-4));
    }

    @Test
    void findsNothingWithoutBeam() {
        assertThat(result.beamOffResidual()).hasValue(2);
    }

    @Test
    void measures136With31InASingleBin() {
        AnalysisResult.OneBin bin = result.singleBin().orElseThrow();
        assertThat(bin.signal()).isEqualTo(136);
        assertThat(bin.sigma()).isCloseTo(30.95, within(0.005));
        assertThat(bin.nullSigma()).isCloseTo(4.39, within(0.005));
        assertThat(bin.predicted()).isCloseTo(174.0, within(0.5));
        assertThat(bin.predictedSigma()).isCloseTo(0.28 * 174.0, within(0.2));
        assertThat(bin.chi2()).isLessThan(1);
    }

    @Test
    void fits121CountsInEnergyAndTime() {
        AnalysisResult.Fit fit = result.fit();
        assertThat(fit.signal()).isCloseTo(121.480, within(0.05));
        Interval interval = fit.interval();
        assertThat(interval.high() - fit.signal()).isCloseTo(23.472, within(0.02));
        assertThat(fit.signal() - interval.low()).isCloseTo(22.700, within(0.02));
        assertThat(fit.significance()).isCloseTo(5.8326, within(0.003));
        assertThat(fit.chi2()).isCloseTo(151.8, within(0.05));
        assertThat(fit.ndf()).isEqualTo(141);
        assertThat(fit.significanceTotal()).isEmpty();
    }

    @Test
    void fitsTheBackgroundsBesideIt() {
        double brn = result.fit().backgrounds().get("brn");
        Contribution nominal = analysis.backgrounds().get(0);
        assertThat(nominal.counts()).isCloseTo(5.419342, within(1e-5));
        assertThat(brn / nominal.counts()).isCloseTo(1.053825, within(2e-4));
        assertThat(result.fit().backgrounds().get("steady-state")).isCloseTo(411.89, within(0.02));
    }

    @Test
    void predictsTheCountsOfTheFitWithReleasedTimes() {
        assertThat(analysis.signal().counts()).isCloseTo(174.7792, within(0.1));
    }

    @Test
    void expectsMoreSignificanceThanItFound() {
        assertThat(result.fit().expectedSignificance()).isGreaterThan(result.fit().significance());
    }

    /** beyond-sm.md §1, §2 and §5, all [calc], at 90 %. */
    @ParameterizedTest
    @CsvSource({
        "sin2-theta-w, 0.121, 0.323, 5e-4",
        "nsi-ee-u, -0.129, 0.529, 5e-4",
        "nsi-ee-d, -0.115, 0.472, 5e-4",
        "nsi-emu-u, -0.163, 0.163, 5e-4",
        "nsi-emu-d, -0.146, 0.146, 5e-4",
        "nsi-etau-u, -0.286, 0.286, 5e-4",
        "nsi-etau-d, -0.256, 0.256, 5e-4",
        "magnetic-moment-e, 0, 61e-10, 5e-11",
        "magnetic-moment-mu, 0, 40e-10, 5e-11",
        "magnetic-moment-all, 0, 34e-10, 5e-11"
    })
    void limitsParametersWithTheSingleBin(String name, double low, double high, double within) {
        AnalysisResult.Profile profile = result.parameters().get(name);
        assertThat(profile.intervals90()).hasSize(1);
        assertThat(profile.intervals90().get(0).low()).isCloseTo(low, within(within));
        assertThat(profile.intervals90().get(0).high()).isCloseTo(high, within(within));
    }

    @Test
    void findsBothBandsWhereTheChargeCancels() {
        List<Interval> up = result.parameters().get("nsi-mumu-u").intervals90();
        assertThat(up).hasSize(2);
        assertThat(up.get(0).low()).isCloseTo(-0.070, within(5e-4));
        assertThat(up.get(0).high()).isCloseTo(0.121, within(5e-4));
        assertThat(up.get(1).low()).isCloseTo(0.278, within(5e-4));
        assertThat(up.get(1).high()).isCloseTo(0.470, within(5e-4));
        assertThat(result.parameters().get("nsi-mumu-d").intervals90()).hasSize(2);
    }

    @Test
    void measuresTheWeakMixingAngle() {
        assertThat(result.parameters().get("sin2-theta-w").best()).isCloseTo(0.199, within(5e-4));
    }

    /** Expected values: the same fits by a program of our own in Python (numpy, Nelder-Mead). */
    @ParameterizedTest
    @CsvSource({
        "sin2-theta-w, 0.13960, 0.23974, 0.11625, 0.29484, 1e-4",
        "neutron-radius-fm, 4.4705, 6.5359, 3.4475, 7.0819, 1e-3",
        "millicharge-e, 4.94e-8, 2.658e-7, -2.08e-8, 3.213e-7, 2e-10"
    })
    void limitsParametersWithTheFitOfAllCells(
            String name, double low68, double high68, double low90, double high90, double within) {
        AnalysisResult.Profile profile = result.fitted().get(name);
        assertThat(profile.method()).isEqualTo(AnalysisResult.Method.FIT);
        assertThat(profile.intervals68()).hasSize(1);
        assertThat(profile.interval68().low()).isCloseTo(low68, within(within));
        assertThat(profile.interval68().high()).isCloseTo(high68, within(within));
        assertThat(profile.intervals90()).hasSize(1);
        assertThat(profile.intervals90().get(0).low()).isCloseTo(low90, within(within));
        assertThat(profile.intervals90().get(0).high()).isCloseTo(high90, within(within));
    }

    /** From the same program: [−0.03596, 0.05783] and [0.34169, 0.43568]. */
    @Test
    void findsBothBandsInAllCells() {
        List<Interval> bands = result.fitted().get("nsi-mumu-u").intervals68();
        assertThat(bands).hasSize(2);
        assertThat(bands.get(0).low()).isCloseTo(-0.03596, within(1e-4));
        assertThat(bands.get(0).high()).isCloseTo(0.05783, within(1e-4));
        assertThat(bands.get(1).low()).isCloseTo(0.34169, within(1e-4));
        assertThat(bands.get(1).high()).isCloseTo(0.43568, within(1e-4));
    }

    @Test
    void measuresEveryParameterBothWays() {
        assertThat(result.parameters().keySet()).containsAll(result.fitted().keySet());
        assertThat(result.fitted()).hasSizeGreaterThan(35);
        result.fitted()
                .forEach(
                        (name, profile) -> {
                            assertThat(profile.intervals90()).as(name).isNotEmpty();
                            assertThat(profile.at()).hasSize(profile.chi2().length).isSorted();
                        });
    }

    /** Pseudo-experiments move the ends of this interval by some hundredths only. */
    @Test
    void drawsPseudoExperimentsWhereTheyAreAskedFor() {
        AnalysisResult drawn = analysis.result(TestDraws::new);
        List<Interval> bands =
                drawn.parameters().get("nsi-mumu-u").toys().orElseThrow().intervals90();
        assertThat(bands).hasSize(2);
        assertThat(bands.get(0).low()).isCloseTo(-0.070, within(0.03));
        assertThat(bands.get(1).high()).isCloseTo(0.470, within(0.03));
        assertThat(drawn.fit().saturated().orElseThrow().probability()).isBetween(0.3, 0.8);
        assertThat(result.fit().saturated()).isEmpty();
        assertThat(result.parameters().get("nsi-mumu-u").toys()).isEmpty();
    }

    /** A vector of universal charge is destructive: its cancellation leaves a sliver, §3. */
    @Test
    void findsTheSliverOfTheUniversalVector() {
        List<Interval> universal = result.parameters().get("vector-universal-10-mev").intervals90();
        assertThat(universal).hasSize(2);
        assertThat(universal.get(0).low()).isZero();
        assertThat(result.parameters().get("vector-b-l-10-mev").intervals90()).hasSize(1);
    }

    @Test
    void keepsTheStandardModelInEveryInterval() {
        // Charge radii of the Standard Model: -0.83 and -0.48 e-32 cm^2.
        assertThat(result.parameters().get("charge-radius-e-cm2").intervals90())
                .anyMatch(i -> i.contains(-0.83e-32));
        assertThat(result.parameters().get("charge-radius-mu-cm2").intervals90())
                .anyMatch(i -> i.contains(-0.48e-32));
        for (String name :
                List.of(
                        "millicharge-e",
                        "millicharge-mu",
                        "tensor-nsi-u",
                        "tensor-nsi-d",
                        "scalar-10-mev",
                        "vector-mu-tau-10-mev")) {
            assertThat(result.parameters().get(name).intervals90())
                    .as(name)
                    .anyMatch(i -> i.contains(0));
        }
    }
}
