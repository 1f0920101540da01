package cevns.analysis.monitor;

import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.ReadingView;
import cevns.daq.record.SourceInfo;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;

/** The newest slow-control value of each channel, and the newest holes of all sources. */
public final class SlowControl {

    private static final int MOST_GAPS = 50;

    private record Key(int source, int channel) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(source, other.source);
            return order != 0 ? order : Integer.compare(channel, other.channel);
        }
    }

    private final TreeMap<Key, SourceInfo.ChannelInfo> names = new TreeMap<>();
    private final TreeMap<Key, Snapshot.Reading> newest = new TreeMap<>();
    private final ArrayDeque<Snapshot.Gap> gaps = new ArrayDeque<>();

    /** Names and units of a source's readings. */
    public void onInfo(int sourceId, SourceInfo info) {
        for (SourceInfo.ChannelInfo channel : info.channels()) {
            names.put(new Key(sourceId, channel.channel()), channel);
        }
    }

    /** Takes a reading and gives it back with its name and unit. */
    public Snapshot.Reading onReading(String source, ReadingView reading) {
        Key key = new Key(reading.sourceId(), reading.channel());
        SourceInfo.ChannelInfo info = names.get(key);
        Snapshot.Reading taken =
                new Snapshot.Reading(
                        source,
                        info == null ? "channel " + reading.channel() : info.name(),
                        info == null ? "" : info.unit(),
                        reading.value(),
                        Words.word(reading.quality()),
                        reading.timeNs());
        newest.put(key, taken);
        return taken;
    }

    public void onLoss(String source, LossView loss) {
        LossCause cause = loss.cause();
        gaps.addLast(
                new Snapshot.Gap(
                        source,
                        cause == null ? "unknown" : Words.word(cause),
                        loss.units(),
                        loss.firstNs(),
                        loss.lastNs()));
        if (gaps.size() > MOST_GAPS) {
            gaps.removeFirst();
        }
    }

    List<Snapshot.Gap> gaps() {
        return List.copyOf(gaps);
    }

    List<Snapshot.Reading> readings() {
        return List.copyOf(newest.values());
    }
}
