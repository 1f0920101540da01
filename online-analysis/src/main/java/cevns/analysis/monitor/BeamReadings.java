package cevns.analysis.monitor;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a slow-control channel says of the beam, by time: a reading holds from its own time until
 * the next one. Readings that are flagged invalid, or have a unit that is not known, are left out.
 */
final class BeamReadings {

    /** More are not kept, should no mark ever settle. */
    private static final int MOST = 10_000;

    private final String channel;
    private final Quantity quantity;
    private final TreeMap<Long, Double> byTime = new TreeMap<>();

    /** What a channel gives. */
    enum Quantity {
        /** Kinetic energy of the protons [GeV]. */
        ENERGY,
        /** A time [µs]. */
        TIME;

        /** How many of this unit make one; NaN for a unit that is not understood. */
        private double divisor(String unit) {
            String name = unit.toLowerCase(Locale.ROOT);
            return switch (this) {
                case ENERGY -> name.equals("gev") ? 1 : name.equals("mev") ? 1000 : Double.NaN;
                case TIME ->
                        switch (name) {
                            case "us", "\u00b5s", "\u03bcs" -> 1;
                            case "ns" -> 1000;
                            default -> Double.NaN;
                        };
            };
        }
    }

    /**
     * @param channel as {@code source/channel}; empty for none
     * @param quantity what it gives
     */
    BeamReadings(String channel, Quantity quantity) {
        this.channel = channel;
        this.quantity = quantity;
    }

    /** Takes a reading, if it is one of this channel. */
    void on(Snapshot.Reading reading) {
        if (channel.isEmpty() || !channel.equals(reading.source() + "/" + reading.name())) {
            return;
        }
        double value = reading.value() / quantity.divisor(reading.unit());
        if (!Double.isFinite(value) || reading.quality().equals("invalid")) {
            return;
        }
        byTime.put(reading.timeNs(), value);
        if (byTime.size() > MOST) {
            byTime.pollFirstEntry();
        }
    }

    /**
     * What held at a time; earlier times are not asked for again.
     *
     * @param timeNs [ns since the Unix epoch]
     * @return NaN before the first reading
     */
    double at(long timeNs) {
        Map.Entry<Long, Double> last = byTime.floorEntry(timeNs);
        if (last == null) {
            return Double.NaN;
        }
        byTime.headMap(last.getKey(), false).clear();
        return last.getValue();
    }
}
