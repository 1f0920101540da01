package cevns.drivers.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTest {

    private static final long START = 1_795_168_800_000_000_000L;

    private static long at(double seconds) {
        return START + Math.round(1e9 * seconds);
    }

    private static IncidentScript script(String... incidents) {
        return new IncidentScript(Arrays.stream(incidents).map(Incident::parse).toList(), START);
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void eachHasAWordThatReadsBack(IncidentKind kind) {
        assertThat(Incident.parse(kind.word())).isEqualTo(new Incident(kind));
        assertThat(kind.text()).isNotBlank();
    }

    @Test
    void readsStartLengthAndSource() {
        assertThat(Incident.parse("pll-step@12.5s+60s:csi-digitizer"))
                .isEqualTo(new Incident(IncidentKind.PLL_STEP, "csi-digitizer", 12.5, 60));
        assertThat(Incident.parse("hv-trip@5"))
                .isEqualTo(new Incident(IncidentKind.HV_TRIP, "", 5, 1));
        assertThat(Incident.parse("trip+3")).isEqualTo(new Incident(IncidentKind.TRIP, "", 30, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "@", "trip@", "trip@-1", "trip@1e9", "trip+", "trip:", "TRIP", "trip 5"})
    void saysWhatIsExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Incident.parse(text))
                .withMessageContaining("NAME[@START][+LENGTH][:SOURCE]");
    }

    @Test
    void saysThatThereIsNoSuchOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Incident.parse("tripp"))
                .withMessage("no incident 'tripp'; 'list' lists them");
    }

    @Test
    void goesOnFromItsStartToItsEnd() {
        IncidentScript script = script("trip@10+5", "trip@20+5");
        assertThat(script.is(IncidentKind.TRIP, at(9.999))).isFalse();
        assertThat(script.is(IncidentKind.TRIP, at(10))).isTrue();
        assertThat(script.is(IncidentKind.TRIP, at(15))).isFalse();
        assertThat(script.is(IncidentKind.BEAM_OFF, at(12))).isFalse();
        assertThat(script.sinceS(IncidentKind.TRIP, at(22))).isCloseTo(2, within(1e-6));
        assertThat(script.sinceS(IncidentKind.TRIP, at(17))).isNaN();
        assertThat(script.lastedS(IncidentKind.TRIP, at(22))).isCloseTo(7, within(1e-6));
        assertThat(script.latestNs(IncidentKind.TRIP, at(9))).isEqualTo(-1);
        assertThat(script.latestNs(IncidentKind.TRIP, at(19))).isEqualTo(at(10));
        assertThat(script.startS(IncidentKind.TRIP)).isEqualTo(10);
        assertThat(script.startS(IncidentKind.FLOOD)).isNaN();
    }

    @Test
    void happensToTheMetronomeAndToTheStreamOfTheChargeUnlessASourceIsNamed() {
        IncidentScript script =
                script("pll-step", "stream-cut", "missed-marks", "board-down:b").at("a", "s");
        assertThat(script.of("a").incidents())
                .extracting(Incident::kind)
                .containsExactly(IncidentKind.PLL_STEP, IncidentKind.MISSED_MARKS);
        assertThat(script.of("b").incidents())
                .extracting(Incident::kind)
                .containsExactly(IncidentKind.MISSED_MARKS, IncidentKind.BOARD_DOWN);
        assertThat(script.of("s").incidents())
                .extracting(Incident::kind)
                .containsExactly(IncidentKind.STREAM_CUT, IncidentKind.MISSED_MARKS);
        assertThat(script.of("a").isEmpty()).isFalse();
        assertThat(new IncidentScript(List.of(), START).isEmpty()).isTrue();
    }
}
