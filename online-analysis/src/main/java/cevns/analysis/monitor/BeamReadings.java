package cevns.analysis.monitor;

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
    private final Map<String, Double> perUnit;
    private final TreeMap<Long, Double> byTime = new TreeMap<>();

    /**
     * @param channel as {@code source/channel}; empty for none
     * @param perUnit factor of each unit that is understood, in lower case
     */
    BeamReadings(String channel, Map<String, Double> perUnit) {
        this.channel = channel;
        this.perUnit = new TreeMap<>(perUnit);
    }

    /** Takes a reading, if it is one of this channel. */
    void on(Snapshot.Reading reading) {
        if (channel.isEmpty() || !channel.equals(reading.source() + "/" + reading.name())) {
            return;
        }
        Double factor = perUnit.get(reading.unit().toLowerCase(java.util.Locale.ROOT));
        if (factor == null
                || reading.quality().equals("invalid")
                || !Double.isFinite(reading.value())) {
            return;
        }
        byTime.put(reading.timeNs(), reading.value() * factor);
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
