package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.dig2.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Keeps the hits of a data connection whose board is armed. */
final class HeardHits implements HitDecoder.Listener {

    record Hit(
            int channel,
            boolean single,
            boolean special,
            long time,
            int fine,
            int energy,
            int shortEnergy,
            int lowFlags,
            int highFlags,
            boolean truncated,
            List<Long> header,
            List<Integer> analog0,
            List<Integer> analog1,
            List<Integer> digital) {}

    record Damage(FrameFault fault, long units, String what) {}

    record Aggregate(int counter, boolean boardFail) {}

    final List<Hit> hits = new ArrayList<>();
    final List<Damage> damaged = new ArrayList<>();
    final List<Aggregate> aggregates = new ArrayList<>();
    final HeardData stream = new HeardData(64);

    HeardHits(Firmware firmware, int boardChannels) {
        stream.byFormat.set(Dig2Frame.INDIVIDUAL, new HitDecoder(firmware, boardChannels, this));
    }

    /** Takes aligned messages of one event each. */
    HeardHits take(byte[]... events) {
        for (byte[] event : events) {
            stream.take(Wire.message(1, true, event));
        }
        return this;
    }

    @Override
    public void aggregate(int counter, boolean boardFail) {
        aggregates.add(new Aggregate(counter, boardFail));
    }

    @Override
    public void hit(DppHit h) {
        List<Long> header = new ArrayList<>();
        for (int i = h.header().position(); i < h.header().limit(); i += 8) {
            header.add(h.header().getLong(i));
        }
        hits.add(
                new Hit(
                        h.channel(),
                        h.isSingle(),
                        h.isSpecial(),
                        h.time(),
                        h.fine(),
                        h.energy(),
                        h.shortEnergy(),
                        h.lowFlags(),
                        h.highFlags(),
                        h.isTruncated(),
                        header,
                        samples(h.analog(0)),
                        samples(h.analog(1)),
                        samples(h.digital())));
    }

    @Override
    public void damaged(FrameFault fault, long units, String what) {
        damaged.add(new Damage(fault, units, what));
    }

    private static List<Integer> samples(ByteBuffer trace) {
        List<Integer> samples = new ArrayList<>();
        for (int i = trace.position(); i < trace.limit(); i += 2) {
            samples.add(trace.order(ByteOrder.LITTLE_ENDIAN).getShort(i) & 0xFFFF);
        }
        return samples;
    }
}
