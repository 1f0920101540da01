package cevns.analysis.selection;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.event.BeamClock.Phase;
import cevns.analysis.event.Event;
import cevns.analysis.event.Readout;
import cevns.analysis.pulse.PmtHit;
import cevns.daq.config.CutConfig;
import cevns.daq.config.CutConfig.Quantity;
import cevns.daq.config.WindowConfig;
import cevns.daq.config.WindowConfig.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final double PERIOD = 16_666_667;

    private static Event event(double sinceNs, double chargePe, int flags) {
        PmtHit hit =
                new PmtHit(
                        1, 0, 0, 0, 0, 0, 0, 5, 0, chargePe, 0.7, 1, 9, 500, 900, false, false,
                        false);
        Phase phase = new Phase(4, sinceNs, 5, PERIOD - sinceNs);
        return new Event(0, null, 4, sinceNs, phase, List.of(hit), flags);
    }

    private static CutConfig cut(String name, Quantity quantity, double min, double max) {
        return new CutConfig(name, quantity, min, max);
    }

    @Test
    void aWindowBelowZeroIsLookedUpFromTheNextMark() {
        Selection selection =
                new Selection(
                        List.of(),
                        List.of(
                                new WindowConfig.Window(Kind.COINCIDENCE, 0, 12_000),
                                new WindowConfig.Window(Kind.ANTICOINCIDENCE, -20_000, -8_000)));
        Event signal = selection.place(event(3_000, 1, 0));
        assertThat(signal.window()).isEqualTo(Kind.COINCIDENCE);
        assertThat(signal.mark()).isEqualTo(4);
        assertThat(signal.sinceBeamNs()).isEqualTo(3_000);
        Event background = selection.place(event(PERIOD - 15_000, 1, 0));
        assertThat(background.window()).isEqualTo(Kind.ANTICOINCIDENCE);
        assertThat(background.mark()).isEqualTo(5);
        assertThat(background.sinceBeamNs()).as("5 µs into its window").isEqualTo(5_000);
        assertThat(selection.place(event(1e6, 1, 0)).window()).isNull();
        assertThat(selection.place(event(12_000, 1, 0)).window()).as("half-open").isNull();
    }

    /** Each moment of the signal's window has its equal share of a background that lasts longer. */
    @Test
    void aLongAnticoincidenceWindowIsFoldedOntoThatOfTheSignal() {
        Selection selection =
                new Selection(
                        List.of(cut("time", Quantity.TIME_NS, -500, 2_500)),
                        List.of(
                                new WindowConfig.Window(Kind.COINCIDENCE, -500, 11_500),
                                new WindowConfig.Window(Kind.ANTICOINCIDENCE, 4e6, 4e6 + 60_000)));
        assertThat(selection.place(event(4e6, 1, 0)).sinceBeamNs()).isEqualTo(-500);
        assertThat(selection.place(event(4e6 + 11_999, 1, 0)).sinceBeamNs()).isEqualTo(11_499);
        assertThat(selection.place(event(4e6 + 49_000, 1, 0)).sinceBeamNs()).isEqualTo(500);
        int selected = 0;
        for (int ns = 0; ns < 60_000; ns += 100) {
            selected += selection.select(selection.place(event(4e6 + ns, 1, 0))) ? 1 : 0;
        }
        assertThat(selected).as("3 of 12 us, five times").isEqualTo(5 * 30);
    }

    @Test
    void aWindowAcrossZeroIsLookedUpFromBoth() {
        Selection selection =
                new Selection(
                        List.of(), List.of(new WindowConfig.Window(Kind.COINCIDENCE, -500, 1_500)));
        assertThat(selection.place(event(1_000, 1, 0)).mark()).isEqualTo(4);
        Event before = selection.place(event(PERIOD - 400, 1, 0));
        assertThat(before.mark()).isEqualTo(5);
        assertThat(before.sinceBeamNs()).isEqualTo(-400);
        assertThat(selection.place(event(PERIOD - 600, 1, 0)).window()).isNull();
    }

    @Test
    void anEventWithoutAMarkIsInNoWindow() {
        Selection selection =
                new Selection(
                        List.of(), List.of(new WindowConfig.Window(Kind.COINCIDENCE, 0, 12_000)));
        Phase none = new Phase(-1, Double.NaN, -1, Double.NaN);
        Event event = new Event(0, null, -1, Double.NaN, none, List.of(), 0);
        assertThat(selection.place(event).window()).isNull();
        assertThat(selection.select(event)).isTrue();
        assertThat(selection.flow(null).events()).isEqualTo(1);
    }

    @Test
    void countsTheFirstCutThatFails() {
        Selection selection =
                new Selection(
                        List.of(
                                cut("veto", Quantity.VETOED, Double.NEGATIVE_INFINITY, 0.5),
                                cut("charge", Quantity.CHARGE_PE, 6, 30),
                                cut("energy", Quantity.ENERGY_KEV, 0, 1e9)),
                        List.of());
        assertThat(selection.select(event(0, 1, Readout.VETOED))).isFalse();
        assertThat(selection.select(event(0, 1, 0))).isFalse();
        assertThat(selection.select(event(0, 30, 0))).as("half-open").isFalse();
        assertThat(selection.select(event(0, 6, 0))).as("no germanium, no keV").isFalse();
        assertThat(selection.flow(null).rejected())
                .containsExactly(
                        java.util.Map.entry("veto", 1L),
                        java.util.Map.entry("charge", 2L),
                        java.util.Map.entry("energy", 1L));
    }

    @Test
    void everyEventIsSelectedOrRejectedOnce() {
        Selection selection =
                new Selection(
                        List.of(
                                cut("a", Quantity.CHARGE_PE, 5, 20),
                                cut("b", Quantity.PEAKS, 9, 10),
                                cut("c", Quantity.TIME_NS, 0, 6_000)),
                        List.of());
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            selection.select(event(10_000 * random.nextDouble(), 30 * random.nextDouble(), 0));
        }
        CutFlow flow = selection.flow(null);
        long rejected = flow.rejected().values().stream().mapToLong(n -> n).sum();
        assertThat(flow.events()).isEqualTo(1000);
        assertThat(flow.selected() + rejected).isEqualTo(1000);
        assertThat(flow.selected()).isBetween(200L, 400L);
    }

    @Test
    void aSpectrumMayLeaveItsOwnCutOut() {
        Selection selection =
                new Selection(
                        List.of(
                                cut("charge", Quantity.CHARGE_PE, 6, 30),
                                cut("time", Quantity.TIME_NS, 0, 6_000)),
                        List.of());
        Event late = event(7_000, 10, 0);
        assertThat(selection.passesOthers(late, Quantity.TIME_NS)).isTrue();
        assertThat(selection.passesOthers(late, Quantity.CHARGE_PE)).isFalse();
        assertThat(selection.flow(null).events()).isZero();
    }
}
