package cevns.drivers.emulation;

import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;

/**
 * Traces of a board to which something happens. The extraction kicker is picked up by all channels
 * alike.
 */
final class IncidentTraces implements EmulatedTraces {

    private final EmulatedTraces traces;
    private final IncidentScript script;
    private final BoardIncidents board;
    private final int adcBits;

    IncidentTraces(EmulatedTraces traces, int adcBits, IncidentScript script) {
        this.traces = traces;
        this.adcBits = adcBits;
        this.script = script;
        board = new BoardIncidents(script);
    }

    @Override
    public int channels() {
        return traces.channels();
    }

    @Override
    public long nextTriggerNs() {
        return traces.nextTriggerNs();
    }

    @Override
    public int pattern() {
        return traces.pattern();
    }

    @Override
    public void fill(int channel, char[] samples, int n, int preTrigger, double sampleNs) {
        traces.fill(channel, samples, n, preTrigger, sampleNs);
        boolean isStrobe = traces.pattern() == LarTraces.STROBE;
        if (!isStrobe && script.is(IncidentKind.KICKER_PICKUP, nextTriggerNs())) {
            Spike.add(samples, n, preTrigger * sampleNs + Spike.PHASE_NS, sampleNs, adcBits);
        }
    }

    @Override
    public long counterNs(long timeNs, long zeroNs) {
        return board.counterNs(timeNs, zeroNs);
    }

    @Override
    public boolean isBusy(long timeNs) {
        return board.isBusy(timeNs);
    }

    @Override
    public void advance() {
        traces.advance();
    }
}
