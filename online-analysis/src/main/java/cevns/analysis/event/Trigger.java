package cevns.analysis.event;

import java.util.ArrayList;
import java.util.List;

/**
 * What the event builder keeps until it is released: the waveforms of one trigger of one board, or,
 * by coincidence, one hit.
 */
final class Trigger {

    final Key key;
    final List<Readout> readouts = new ArrayList<>();

    /** Ticks that had passed when it was begun. */
    final long ticks;

    /**
     * Place in the order of all: by time, then by what cannot be equal.
     *
     * @param number trigger id, or by coincidence the sequence of the waveform's record
     * @param hit which hit of the waveform; of a trigger what tells it from one of the same id
     *     before its source was started anew
     */
    record Key(long timeNs, int source, int channel, long number, int hit)
            implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Long.compare(timeNs, other.timeNs);
            order = order != 0 ? order : Integer.compare(source, other.source);
            order = order != 0 ? order : Integer.compare(channel, other.channel);
            order = order != 0 ? order : Long.compare(number, other.number);
            return order != 0 ? order : Integer.compare(hit, other.hit);
        }
    }

    Trigger(Key key, long ticks) {
        this.key = key;
        this.ticks = ticks;
    }
}
