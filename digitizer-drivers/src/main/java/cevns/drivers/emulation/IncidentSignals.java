package cevns.drivers.emulation;

import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import java.util.Iterator;

/**
 * Inputs of a free-running board to which something happens. The extraction kicker is picked up by
 * all channels alike.
 */
final class IncidentSignals implements EmulatedSignals {

    private static final int CHANNELS = 64;
    private static final long NEAR_NS = 10_000_000;

    private final EmulatedSignals signals;
    private final Iterator<SeenCycle> cycles;
    private final IncidentScript script;
    private final BoardIncidents board;
    private final int adcBits;
    private long spikeNs;
    private long lastSpikeNs = Long.MIN_VALUE / 2;
    private int channel;

    /**
     * @param cycles those that the signals are of
     * @param adcBits resolution of the board
     */
    IncidentSignals(
            EmulatedSignals signals,
            Iterator<SeenCycle> cycles,
            IncidentScript script,
            int adcBits) {
        this.signals = signals;
        this.adcBits = adcBits;
        this.cycles = cycles;
        this.script = script;
        board = new BoardIncidents(script);
        nextSpike();
    }

    private void nextSpike() {
        SeenCycle seen = cycles.next();
        while (!script.is(IncidentKind.KICKER_PICKUP, seen.cycle().timeNs())) {
            if (seen.cycle().timeNs() > lastOfScriptNs()) {
                spikeNs = Long.MAX_VALUE;
                return;
            }
            seen = cycles.next();
        }
        spikeNs = seen.cycle().timeNs() + Math.round(Spike.PHASE_NS);
        channel = 0;
    }

    private long lastOfScriptNs() {
        double lastS =
                script.incidents().stream()
                        .filter(i -> i.kind() == IncidentKind.KICKER_PICKUP)
                        .mapToDouble(i -> i.startS() + i.lengthS())
                        .max()
                        .orElse(0);
        return script.startNs() + Math.round(1e9 * lastS);
    }

    private boolean isSpike() {
        return spikeNs <= signals.nextNs();
    }

    @Override
    public long nextNs() {
        return Math.min(spikeNs, signals.nextNs());
    }

    @Override
    public int nextInput() {
        return isSpike() ? channel : signals.nextInput();
    }

    @Override
    public void fill(int of, char[] samples, int n, double fromNs, double sampleNs) {
        long nowNs = nextNs();
        signals.fill(of, samples, n, fromNs + (nowNs - signals.nextNs()), sampleNs);
        add(lastSpikeNs, nowNs, samples, n, fromNs, sampleNs);
        add(spikeNs, nowNs, samples, n, fromNs, sampleNs);
    }

    private void add(
            long spike, long nowNs, char[] samples, int n, double fromNs, double sampleNs) {
        if (Math.abs(spike / 2 - nowNs / 2) < NEAR_NS) {
            Spike.add(samples, n, spike - nowNs - fromNs, sampleNs, adcBits);
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
        if (!isSpike()) {
            signals.advance();
        } else if (++channel == CHANNELS) {
            lastSpikeNs = spikeNs;
            nextSpike();
        }
    }
}
