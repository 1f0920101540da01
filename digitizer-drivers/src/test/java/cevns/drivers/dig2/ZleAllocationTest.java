package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.drivers.Allocations;
import cevns.drivers.CountingSink;
import cevns.drivers.dig2.wire.DatagramFrame;
import cevns.drivers.dig2.wire.HitEncoder;
import cevns.drivers.dig2.wire.ZleEncoder;
import cevns.drivers.dig2.wire.ZleSuppression;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The path from datagrams to rebuilt traces, without the sockets: nothing is allocated per event.
 */
class ZleAllocationTest {

    private static final int CHANNELS = 4;
    private static final int SAMPLES = 1000;
    private static final int MANY = 1000;

    /** What is said besides events does not matter here. */
    private static final class Silence extends ScopeAllocationTest.Silence
            implements DatagramDecoder.Listener {
        @Override
        public void datagramsLost(FrameFault fault, String what) {
            throw new AssertionError(what);
        }
    }

    @Test
    void allocatesNothingPerTrace() {
        CountingSink sink = new CountingSink();
        ZleRecorder recorder =
                new ZleRecorder(
                        Dig2Options.read(
                                Configs.parse("host = x, firmware = dpp_zle, marks = true", "t")),
                        sink);
        Silence silence = new Silence();
        IdleBarrier barrier = new IdleBarrier();
        Dig2EventDecoder events = new Dig2EventDecoder(new SkippedEvent(silence));
        recorder.connect(events, CHANNELS);
        DatagramDecoder decoder = new DatagramDecoder(barrier, events, silence);
        barrier.sent(true);
        barrier.answered(true);
        ByteBuffer datagram = ByteBuffer.allocateDirect(1 << 14);
        decoder.datagram(footer(datagram.clear(), 0, 0));
        recorder.runBegins(
                new Dig2Board(
                        "m",
                        "s",
                        "f",
                        CHANNELS,
                        List.of(0, 1, 2, 3),
                        2000,
                        0,
                        0,
                        new TreeMap<>(Map.of("/par/recordlengths", "" + SAMPLES))),
                0);

        char[] trace = new char[SAMPLES];
        trace[500] = 100;
        ZleSuppression kept = new ZleSuppression();
        kept.look(trace, SAMPLES, 10, 1, 20, 20);
        datagram.clear();
        int place = HitEncoder.begin(datagram);
        for (int channel = 0; channel < CHANNELS; channel++) {
            ZleEncoder.hit(datagram, channel, channel == CHANNELS - 1, 7, kept, trace);
        }
        HitEncoder.end(datagram, place, 0, true, false);
        int end = datagram.position();
        // Buffers of one datagram, each an aggregate with an event.
        int[] next = {0};
        long bytes =
                Allocations.of(
                        MANY,
                        () -> {
                            datagram.putInt(0, 0x2000_0000 | next[0]);
                            datagram.clear().position(end);
                            decoder.datagram(footer(datagram, next[0]++, end / 8));
                        });
        assertThat(sink.waveforms()).isEqualTo(2L * CHANNELS * MANY);
        // Less than a byte each: what the measurement itself may take.
        assertThat(bytes).isLessThan((long) CHANNELS * MANY);
    }

    private static ByteBuffer footer(ByteBuffer datagram, int buffer, int words) {
        int hash = DatagramFrame.hash(0, datagram, 0, words);
        datagram.putLong(DatagramFrame.footer(buffer, hash, true, words, words > 0));
        return datagram.flip();
    }
}
