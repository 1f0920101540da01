package cevns.drivers.dig2;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decodes a data connection whose board is armed, and keeps all that comes out. */
final class HeardData implements DataListener, ScopeDecoder.Listener {

    record Scope(
            int id,
            boolean boardFail,
            int flags,
            int overlap,
            long time,
            long mask,
            Map<Integer, List<Integer>> traces) {}

    record Fault(FrameFault fault, String what) {}

    final List<Scope> events = new ArrayList<>();
    final List<SpecialEvent> starts = new ArrayList<>();
    final List<SpecialEvent> stops = new ArrayList<>();
    final List<Fault> refused = new ArrayList<>();
    final List<Fault> damaged = new ArrayList<>();
    final List<Integer> damagedChannels = new ArrayList<>();
    final List<Fault> outOfStep = new ArrayList<>();
    final List<Fault> lost = new ArrayList<>();
    final List<MarkerBarrier.Marker> markers = new ArrayList<>();
    final MarkerBarrier barrier = new MarkerBarrier();
    final Dig2Decoder decoder;
    final Dig2EventDecoder byFormat;

    HeardData(int boardChannels) {
        byFormat =
                new Dig2EventDecoder(new SkippedEvent(this))
                        .set(Dig2Frame.SCOPE, new ScopeDecoder(boardChannels, this))
                        .set(Dig2Frame.SPECIAL, new SpecialDecoder(this));
        decoder = new Dig2Decoder(barrier, byFormat, this);
        decoder.opened();
        take(Wire.MARKER);
        arm();
        take(Wire.MARKER);
    }

    void arm() {
        barrier.sent(true);
        barrier.answered(true);
    }

    void take(byte[] bytes) {
        decoder.bytes(ByteBuffer.wrap(bytes));
    }

    @Override
    public void scope(ScopeEvent e) {
        Map<Integer, List<Integer>> traces = new TreeMap<>();
        int index = 0;
        for (int channel = 0; channel < 64; channel++) {
            if ((e.mask() >>> channel & 1) != 0) {
                ByteBuffer trace = e.trace(index++);
                List<Integer> samples = new ArrayList<>();
                for (int i = trace.position(); i < trace.limit(); i += 2) {
                    samples.add(trace.order(ByteOrder.LITTLE_ENDIAN).getShort(i) & 0xFFFF);
                }
                traces.put(channel, samples);
            }
        }
        events.add(
                new Scope(
                        e.triggerId(),
                        e.boardFail(),
                        e.flags(),
                        e.overlap(),
                        e.time(),
                        e.mask(),
                        traces));
    }

    @Override
    public void damaged(FrameFault fault, ScopeEvent event, int channels, String what) {
        damaged.add(new Fault(fault, what));
        damagedChannels.add(channels);
    }

    @Override
    public void marker(MarkerBarrier.Marker marker, boolean wasOpen) {
        markers.add(marker);
    }

    @Override
    public void runStarted(SpecialEvent start) {
        starts.add(start);
    }

    @Override
    public void runStopped(SpecialEvent stop) {
        stops.add(stop);
    }

    @Override
    public void refused(FrameFault fault, String what) {
        refused.add(new Fault(fault, what));
    }

    @Override
    public void outOfStep(FrameFault fault, String what) {
        outOfStep.add(new Fault(fault, what));
    }

    @Override
    public void lost(FrameFault fault, String what) {
        lost.add(new Fault(fault, what));
    }
}
