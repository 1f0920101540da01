package cevns.analysis.monitor;

import cevns.analysis.event.BeamClock;
import cevns.analysis.event.ClockState;
import cevns.analysis.event.Event;
import cevns.analysis.event.MarkState;
import cevns.analysis.event.TimeAlignment;
import cevns.analysis.event.TimingProblem;
import cevns.analysis.event.TimingProblems;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SourceConfig;
import cevns.daq.record.BeamPulseView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts together what a snapshot says of marks and clocks. */
public final class TimingMaker {

    private final RunConfig config;
    private final BeamClock beam;
    private final TimeAlignment alignment;
    private final TimingProblems problems;
    private final EnergyMeter meter;
    private final PickupWatch pickup;

    public TimingMaker(
            RunConfig config, BeamClock beam, TimeAlignment alignment, TimingProblems problems) {
        this.config = config;
        this.beam = beam;
        this.alignment = alignment;
        this.problems = problems;
        meter = new EnergyMeter(config.beam().kwhChannel());
        pickup = new PickupWatch(config, problems);
    }

    /** Takes a pulse that was not refused. */
    public void on(BeamPulseView pulse) {
        meter.on(pulse);
    }

    /** Takes an event, cut or not. */
    public void on(Event event) {
        pickup.on(event, beam.newestMark());
    }

    /** Takes a reading and gives it back. */
    public Snapshot.Reading on(Snapshot.Reading reading) {
        meter.on(reading, beam.periodNs());
        return reading;
    }

    Timing make() {
        boolean hasMarks = beam.newestMark() >= 0;
        MarkState marks = beam.markState();
        List<Timing.Clock> clocks = new ArrayList<>();
        if (hasMarks) {
            clocks.add(clock(beam.clockState()));
        }
        alignment.clocks().forEach(state -> clocks.add(clock(state)));
        return new Timing(
                marks.signal(),
                marks.segment(),
                beam.firstNs(),
                hasMarks ? beam.newestNs() : 0,
                config.beam().t0OffsetNs(),
                config.beam().t0Validity(),
                marks.periodNs() > 0 ? marks.periodNs() : Double.NaN,
                marks.periodNs() > 0 ? marks.spreadNs() : Double.NaN,
                marks.stale(),
                marks.reducedRate(),
                marks.matched(),
                clocks,
                meter.balance(beam.periodNs()),
                counts(),
                intervals());
    }

    private Timing.Clock clock(ClockState state) {
        return new Timing.Clock(
                name(state.sourceId()),
                state.segment(),
                state.aligned(),
                state.suspect(),
                state.fasterPpm(),
                state.residualNs(),
                state.rmsNs());
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (TimingProblem problem : TimingProblem.values()) {
            if (problems.count(problem) > 0) {
                counts.put(Words.word(problem), problems.count(problem));
            }
        }
        return counts;
    }

    private List<Timing.Problem> intervals() {
        List<Timing.Problem> all = new ArrayList<>();
        for (TimingProblems.Interval interval : problems.intervals()) {
            all.add(
                    new Timing.Problem(
                            Words.word(interval.problem()),
                            interval.problem().row(),
                            name(interval.sourceId()),
                            interval.firstNs(),
                            interval.lastNs(),
                            interval.count()));
        }
        return all;
    }

    private String name(int sourceId) {
        for (SourceConfig source : config.sources()) {
            if (source.id() == sourceId) {
                return source.name();
            }
        }
        return "";
    }
}
