package cevns.drivers.dig2.emulator;

import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Dig2Frame;

/** Scope events, one for each trigger. */
final class ScopeWriter implements TraceWriter {

    private final int groupEvents;

    /**
     * @param groupEvents events that are sent together
     */
    ScopeWriter(int groupEvents) {
        this.groupEvents = groupEvents;
    }

    @Override
    public void begin() {}

    @Override
    public void write(
            EventGroup group,
            EmulatedTrigger trigger,
            long id,
            long ticks,
            long mask,
            char[][] traces,
            int samples) {
        Dig2Encoder.scope(
                group.room(Dig2Encoder.scopeBytes(mask, samples)),
                id,
                false,
                trigger.flags,
                0,
                ticks,
                mask,
                traces,
                samples);
        if (group.added() >= groupEvents) {
            group.send();
        }
    }

    @Override
    public long longest(int channels, int samples) {
        long words = (long) channels * samples / Dig2Frame.SAMPLES_PER_WORD;
        return groupEvents * 8L * (words + Dig2Frame.SCOPE_HEADER);
    }
}
