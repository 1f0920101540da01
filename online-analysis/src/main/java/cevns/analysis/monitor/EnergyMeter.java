package cevns.analysis.monitor;

import cevns.analysis.event.BeamEnergy;
import cevns.daq.record.BeamPulseView;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds up the energy of the pulses from one reading of the facility's counter to the next, by the
 * times of both, so that a stream that comes late or fills a hole finds its place.
 */
final class EnergyMeter {

    private static final double JOULES_PER_KWH = 3.6e6;

    /** Readings sooner than this after the last one are passed over [ns]. */
    private static final long SHORTEST_NS = 9_000_000_000L;

    /** Stretches that a late pulse can still find; with the shortest ones a quarter of an hour. */
    private static final int KEPT = 100;

    /** Pulses that a late reading can still divide. */
    private static final int RECENT = 7_200;

    private static final double NOMINAL_PERIOD_NS = 1e9 / 60;

    /** Part of the pulses of a stretch that time and count may differ by, and so many at least. */
    private static final double MISSING = 0.002;

    private static final double LEAST_MISSING = 2;

    private final String channel;
    private final TreeMap<Long, Stretch> stretches = new TreeMap<>();
    private final TreeMap<Long, Pulse> recent = new TreeMap<>();
    private double weightedPeriod;
    private double joules;
    private long firstNs;
    private double firstKwh = Double.NaN;
    private long lastNs;
    private double lastKwh = Double.NaN;
    private int compared;
    private int leftOut;
    private double pulsesJ;
    private double countedKwh;

    private record Pulse(double joules, boolean isKnown) {}

    private static final class Stretch {
        final double kwh;
        double joules;
        long pulses;
        long unknown;

        Stretch(double kwh) {
            this.kwh = kwh;
        }

        void add(Pulse pulse, int sign) {
            joules += sign * pulse.joules;
            pulses += sign;
            unknown += pulse.isKnown ? 0 : sign;
        }
    }

    /**
     * @param channel slow-control channel of the counter, as {@code source/channel}; empty for none
     */
    EnergyMeter(String channel) {
        this.channel = channel;
    }

    /** Takes a pulse that was not refused. */
    void on(BeamPulseView view) {
        double kineticEv = BeamEnergy.kineticEv(view.ringPeriodPs());
        boolean isKnown = view.charge() >= 0 && kineticEv > 0;
        double energy = isKnown ? BeamEnergy.joules(view.charge(), kineticEv) : 0;
        joules += energy;
        weightedPeriod += energy * view.ringPeriodPs();
        Pulse pulse = new Pulse(energy, isKnown);
        recent.put(view.timeNs(), pulse);
        if (recent.size() > RECENT) {
            recent.pollFirstEntry();
        }
        Map.Entry<Long, Stretch> stretch = stretches.floorEntry(view.timeNs());
        if (stretch != null) {
            stretch.getValue().add(pulse, 1);
        }
    }

    /**
     * Takes a reading, if it is one of the counter.
     *
     * @param periodNs about one cycle [ns]; 0 when not known
     */
    void on(Snapshot.Reading reading, long periodNs) {
        boolean isCounter = channel.equals(reading.source() + "/" + reading.name());
        double kwh = reading.value() * unitKwh(reading.unit());
        boolean isSound = Double.isFinite(kwh) && !reading.quality().equals("invalid");
        boolean isNew = lastNs == 0 || reading.timeNs() - lastNs >= SHORTEST_NS && kwh != lastKwh;
        if (!isCounter || !isSound || !isNew) {
            return;
        }
        if (kwh < lastKwh) {
            stretches.clear(); // it has begun anew
        }
        if (lastNs == 0) {
            firstNs = reading.timeNs();
            firstKwh = kwh;
        }
        lastNs = reading.timeNs();
        lastKwh = kwh;
        Stretch next = new Stretch(kwh);
        Stretch before = stretches.isEmpty() ? null : stretches.lastEntry().getValue();
        for (Pulse pulse : recent.tailMap(lastNs, true).values()) {
            next.add(pulse, 1);
            if (before != null) {
                before.add(pulse, -1);
            }
        }
        stretches.put(lastNs, next);
        if (stretches.size() > KEPT) {
            Map.Entry<Long, Stretch> oldest = stretches.pollFirstEntry();
            close(oldest.getKey(), oldest.getValue(), stretches.firstEntry(), periodNs);
        }
    }

    private static double unitKwh(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "kwh", "kwhr" -> 1;
            case "mwh", "mwhr" -> 1e3;
            case "gwh", "gwhr" -> 1e6;
            default -> Double.NaN;
        };
    }

    private void close(long fromNs, Stretch stretch, Map.Entry<Long, Stretch> next, long periodNs) {
        if (isWhole(fromNs, stretch, next.getKey(), periodNs)) {
            compared++;
            pulsesJ += stretch.joules;
            countedKwh += next.getValue().kwh - stretch.kwh;
        } else {
            leftOut++;
        }
    }

    private static boolean isWhole(long fromNs, Stretch stretch, long toNs, long periodNs) {
        double expected = (toNs - fromNs) / (periodNs > 0 ? periodNs : NOMINAL_PERIOD_NS);
        double allowed = Math.max(LEAST_MISSING, MISSING * expected);
        return stretch.unknown == 0 && Math.abs(stretch.pulses - expected) <= allowed;
    }

    /**
     * How both stand.
     *
     * @param periodNs about one cycle [ns]; 0 when not known
     */
    EnergyBalance balance(long periodNs) {
        int all = compared;
        int out = leftOut;
        double sumJ = pulsesJ;
        double sumKwh = countedKwh;
        Map.Entry<Long, Stretch> before = null;
        for (Map.Entry<Long, Stretch> next : stretches.entrySet()) {
            if (before != null) {
                boolean isWhole =
                        isWhole(before.getKey(), before.getValue(), next.getKey(), periodNs);
                all += isWhole ? 1 : 0;
                out += isWhole ? 0 : 1;
                sumJ += isWhole ? before.getValue().joules : 0;
                sumKwh += isWhole ? next.getValue().kwh - before.getValue().kwh : 0;
            }
            before = next;
        }
        return new EnergyBalance(
                joules > 0 ? weightedPeriod / joules : Double.NaN,
                firstNs,
                firstKwh,
                lastNs,
                lastKwh,
                all,
                out,
                sumJ / JOULES_PER_KWH,
                sumKwh);
    }
}
