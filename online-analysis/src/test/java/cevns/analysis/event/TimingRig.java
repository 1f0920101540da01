package cevns.analysis.event;

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
import java.util.TreeMap;

/**
 * A machine whose cycles are known, boards with clocks of their own that see its timing pulses, and
 * its stream of charges: everything that a run's clocks are told, record by record.
 */
final class TimingRig {

    static final long START = 1_795_168_800_000_000_000L;
    static final int CHARGE = 1_500_000;
    static final int RING_PS = 955_005;

    /** The metronome, another board, the facility. */
    static final int METRONOME = 1;

    static final int BOARD = 2;
    static final int FACILITY = 9;

    final TimingProblems problems = new TimingProblems();
    final List<SettledMark> settled = new ArrayList<>();
    final Exposure.Sum delivered = new Exposure.Sum();
    final TimeAlignment alignment = new TimeAlignment(METRONOME, problems);
    final BeamClock clock;
    final long[] cycles;

    /** Pulses come so many cycles after their marks. */
    int pulseLag = 60;

    private final BeamSignal signal;
    private final TreeMap<Integer, Board> boards = new TreeMap<>();
    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDispatcher dispatcher = new RecordDispatcher();

    /** A board's clock: how much faster it runs [ppm], its zero, one tick, bits of its counter. */
    static final class Board {
        final double ppm;
        final long tickNs;
        long addNs;

        Board(double ppm, long addNs, long tickNs) {
            this.ppm = ppm;
            this.addNs = addNs;
            this.tickNs = tickNs;
        }

        /** What it shows at a true time. */
        long at(long trueNs) {
            long own = trueNs + Math.round((trueNs - START) * ppm * 1e-6) + addNs;
            return Math.floorDiv(own, tickNs) * tickNs;
        }
    }

    TimingRig(int count) {
        this(count, BeamSignal.T39, BeamConfig.Charge.ADARA, wandering(count, 60));
    }

    TimingRig(BeamSignal signal, long[] cycles) {
        this(cycles.length, signal, BeamConfig.Charge.ADARA, cycles);
    }

    private TimingRig(int count, BeamSignal signal, BeamConfig.Charge charge, long[] cycles) {
        this.signal = signal;
        this.cycles = cycles;
        clock =
                new BeamClock(
                        config(signal, charge, 0),
                        new MarkSources(METRONOME, FACILITY),
                        problems,
                        t -> true,
                        settled::add);
    }

    static BeamConfig config(BeamSignal signal, BeamConfig.Charge charge, double t0OffsetNs) {
        return new BeamConfig(
                "board",
                signal,
                t0OffsetNs,
                0,
                charge,
                "facility",
                "",
                "",
                "",
                1,
                600,
                2,
                30,
                20_000_000,
                0xFFB);
    }

    /** Cycles at a frequency that wanders within 0.03 Hz by 0.01 Hz/s at most, 0.1 µs of jitter. */
    static long[] wandering(int count, double hz) {
        Random random = new Random(count);
        long[] times = new long[count];
        double t = 0;
        double off = 0;
        double slew = 0;
        for (int i = 0; i < count; i++) {
            if (i % 100 == 0) {
                slew = 0.02 * (random.nextDouble() - 0.5);
            }
            times[i] = START + Math.round(t + 100 * random.nextGaussian());
            double period = 1 / (hz + off);
            off = Math.max(-0.03, Math.min(0.03, off + slew * period));
            t += 1e9 * period;
        }
        return times;
    }

    Board board(int source, double ppm, long addNs, long uncertaintyNs) {
        return board(source, ppm, addNs, uncertaintyNs, 48);
    }

    Board board(int source, double ppm, long addNs, long uncertaintyNs, int bits) {
        Board board = new Board(ppm, addNs, 8);
        boards.put(source, board);
        SourceInfo info = info(uncertaintyNs, bits);
        alignment.onInfo(source, info);
        if (source == METRONOME) {
            clock.onInfo(info);
        }
        return board;
    }

    static SourceInfo info(long uncertaintyNs, int bits) {
        return info(uncertaintyNs, bits, "");
    }

    static SourceInfo info(long uncertaintyNs, int bits, String startGroup) {
        return new SourceInfo(
                "board",
                "test",
                "",
                "",
                "",
                false,
                START,
                uncertaintyNs,
                8_000_000,
                bits,
                List.of(),
                "{}",
                startGroup);
    }

    /** All that a cycle brings: its marks, a late pulse, a tick each second. */
    void play(int i) {
        marks(i);
        if (i >= pulseLag) {
            pulse(i - pulseLag);
        }
    }

    void play(int from, int to) {
        for (int i = from; i < to; i++) {
            play(i);
        }
    }

    /** The marks of a cycle on every board, without a pulse. */
    void marks(int i) {
        if (i % 60 == 0) {
            clock.onTick(cycles[i] + 3_000_000);
        }
        boards.forEach((source, board) -> mark(source, board.at(cycles[i])));
    }

    void mark(int source, long ownNs) {
        if (source != METRONOME) {
            alignment.onMark(source, ownNs, clock.periodNs());
        } else if (clock.onMark(signal, ownNs)) {
            alignment.onReference(clock);
            clock.release(clock.newestNs() - 20_000_000);
        }
    }

    /** Charge of a cycle: each has its own; cycle 0 is empty. */
    static int charge(long cycle) {
        return cycle % 600 == 0 ? 0 : CHARGE + (int) cycle;
    }

    RejectCause pulse(int i) {
        return pulse(id(i), i % 600, charge(i));
    }

    /** The pulse id of a cycle, in whole µs. */
    long id(int i) {
        return cycles[i] / 1000 * 1000;
    }

    RejectCause pulse(long idNs, int cycle, int charge) {
        return pulse(idNs, cycle, charge, RING_PS, 0);
    }

    RejectCause pulse(long idNs, int cycle, int charge, int ringPs, int quality) {
        RejectCause[] cause = new RejectCause[1];
        int flavor = cycle == 0 ? 0 : 1;
        int veto = charge == 0 ? 1 : 4;
        int length = encoder.beamPulse(idNs, 0, 0, cycle, flavor, charge, ringPs, veto, quality);
        encoder.seal(length, FACILITY, 0);
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

    /** Marks that have the charge of another cycle, where marks are numbered as the cycles are. */
    long wrongCharges() {
        return settled.stream()
                .filter(m -> m.chargeCounts() >= 0 && m.chargeCounts() != charge(m.number()))
                .count();
    }

    /** How far the clock of a board, put on the metronome's, is from it at a cycle [ns]. */
    double errorNs(int source, int cycle) {
        long own = boards.get(source).at(cycles[cycle]);
        long metronome = boards.get(METRONOME).at(cycles[cycle]);
        return own + alignment.offsetNs(source, own) - metronome - clock.shiftNs();
    }

    ClockState state(int source) {
        return alignment.clocks().stream()
                .filter(c -> c.sourceId() == source)
                .findFirst()
                .orElseThrow();
    }

    /** The problems seen, without those that a test does not ask for. */
    List<TimingProblem> seen() {
        List<TimingProblem> seen = new ArrayList<>();
        for (TimingProblem problem : TimingProblem.values()) {
            if (problems.count(problem) > 0) {
                seen.add(problem);
            }
        }
        return seen;
    }
}
