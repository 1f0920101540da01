package cevns.analysis.event;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.Records;
import cevns.daq.config.BeamConfig;
import cevns.daq.record.BeamPulseView;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.RecordDispatcher;
import cevns.daq.record.RecordEncoder;
import cevns.daq.record.RecordHandler;
import cevns.daq.record.RejectCause;
import cevns.daq.record.SourceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A machine whose cycles are known, and a clock that gets its marks and pulses. */
final class KnownCycles {

    static final long START = Records.START_NS;
    static final int CHARGE = 1_500_000;

    final List<SettledMark> settled = new ArrayList<>();
    private final TimingProblems problems = new TimingProblems();
    final Exposure.Sum delivered = new Exposure.Sum();
    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDispatcher dispatcher = new RecordDispatcher();

    /** Times of the cycles: the period wanders, each has some jitter. */
    static long[] cycles(int count) {
        Random random = new Random(count);
        long[] times = new long[count];
        double t = 0;
        double period = 16_666_667;
        double slew = 0;
        for (int i = 0; i < count; i++) {
            if (i % 60 == 0) {
                slew = 40 * (random.nextDouble() - 0.5);
            }
            period = Math.max(16_660_000, Math.min(16_673_000, period + slew));
            t += period + 100 * random.nextGaussian();
            times[i] = START + Math.round(t);
        }
        return times;
    }

    static SourceInfo info(long originUncertaintyNs) {
        return new SourceInfo(
                "board",
                "test",
                "",
                "",
                "",
                false,
                START,
                originUncertaintyNs,
                8_000_000,
                48,
                List.of(),
                "{}");
    }

    /** A board with T39 or TB on its trigger input, at reference 0. */
    static BeamConfig config(BeamSignal signal, BeamConfig.Charge charge, double settleS) {
        return new BeamConfig(
                "board",
                signal,
                0,
                0,
                charge,
                "facility",
                "",
                "",
                "",
                1,
                settleS,
                2,
                30,
                20_000_000,
                0xFFB);
    }

    /** One with the charge of the stream, whose marks settle as unknown after 100 s. */
    BeamClock clock(BeamSignal signal) {
        return clock(config(signal, BeamConfig.Charge.ADARA, 100));
    }

    BeamClock clock(BeamConfig config) {
        return new BeamClock(config, new MarkSources(1, 2), problems, t -> true, settled::add);
    }

    static void mark(BeamClock clock, BeamSignal signal, long timeNs) {
        clock.onMark(signal, timeNs);
        clock.release(clock.newestNs() - 20_000_000);
    }

    RejectCause pulse(BeamClock clock, long idNs, int cycle, int charge, int veto) {
        RejectCause[] cause = new RejectCause[1];
        int flavor = cycle == 0 ? 0 : 1;
        int length = encoder.beamPulse(idNs, 0, 0, cycle, flavor, charge, 955_005, veto, 0);
        encoder.seal(length, 2, 0);
        dispatcher.dispatch(
                encoder.buffer(),
                length,
                0,
                new RecordHandler() {
                    @Override
                    public void onBeamPulse(BeamPulseView view) {
                        cause[0] = clock.onPulse(view, delivered);
                    }
                });
        return cause[0];
    }

    /** The pulse id of a cycle: truncated to whole µs; the charge tells which cycle it is. */
    RejectCause pulse(BeamClock clock, long[] cycles, int i) {
        return pulse(clock, cycles[i] / 1000 * 1000, i % 600, CHARGE + i, 0);
    }

    void assertAllMatchedByResidual() {
        assertThat(settled.stream().filter(m -> m.confidence() != 2).limit(3)).isEmpty();
    }

    void assertChargesAreThoseOfTheirCycles(int first) {
        for (SettledMark mark : settled) {
            if (mark.chargeCounts() >= 0) {
                assertThat(mark.chargeCounts()).isEqualTo(CHARGE + first + mark.number());
            }
        }
    }
}
