package cevns.analysis.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.analysis.statistics.Interval;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published analysis of argon; numbers of statistics.md §3 and the reference points. */
class Lar2020Test {

    private static AnalysisResult result;

    @BeforeAll
    static void analyse() throws Exception {
        result = Analysis.read(PublicReleases.config("lar-2020"), PublicReleases.folder()).result();
    }

    @Test
    void countsAllEventsOfTheRelease() {
        assertThat(result.coincidence()).isEqualTo(3752);
        assertThat(result.anticoincidence()).isEmpty();
        assertThat(result.residual()).isEqualTo(600);
    }

    @Test
    void finds160CountsOfCevns() {
        assertThat(result.fit().signal()).isCloseTo(160.203, within(0.05));
        Interval interval = result.fit().interval();
        assertThat(interval.high() - result.fit().signal()).isCloseTo(42.908, within(0.05));
        assertThat(result.fit().signal() - interval.low()).isCloseTo(42.244, within(0.05));
        assertThat(result.fit().significance()).isCloseTo(3.878, within(0.003));
    }

    @Test
    void findsTheBackgroundsBesideIt() {
        assertThat(result.fit().backgrounds().get("brn")).isCloseTo(552.12, within(0.2));
        assertThat(result.fit().backgrounds().get("delayed-brn")).isCloseTo(10.536, within(0.1));
        assertThat(result.fit().backgrounds().get("steady-state")).isCloseTo(3131.39, within(0.3));
        assertThat(result.fit().ndf()).isEqualTo(956);
    }

    /** Published: 3.9 statistical, 3.5 total; our model of the systematic templates is our own. */
    @Test
    void isLessSureWithTheSystematicTemplates() {
        double total = result.fit().significanceTotal().orElseThrow();
        assertThat(total).isBetween(3.0, result.fit().significance());
    }

    @Test
    void givesTheProfileForAPlot() {
        AnalysisResult.Profile profile = result.parameters().get("cevns");
        assertThat(profile.at()).hasSize(profile.chi2().length).isSorted();
        assertThat(profile.chi2()).contains(0.0);
        assertThat(profile.intervals90()).hasSize(1);
        assertThat(profile.intervals90().get(0).low()).isLessThan(profile.interval68().low());
    }
}
