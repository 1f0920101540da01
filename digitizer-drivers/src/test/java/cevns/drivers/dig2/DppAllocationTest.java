package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.drivers.CountingSink;
import cevns.drivers.dig2.wire.Dig2Encoder;
import cevns.drivers.dig2.wire.Dig2Frame;
import cevns.drivers.dig2.wire.HitEncoder;
import cevns.drivers.dig2.wire.HitFrame;
import cevns.drivers.dig2.wire.Wire;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The path from bytes to the sink, without the sockets: nothing is allocated per hit. */
class DppAllocationTest {

    private static final int HITS = 10;

    @Test
    void allocatesNothingPerHit() {
        take(1000);
    }

    @Test
    @Tag("long")
    void allocatesNothingOverAMillionWaveforms() {
        take(25_000);
    }

    private static void take(int aggregates) {
        CountingSink sink = new CountingSink();
        DppRecorder recorder =
                new DppRecorder(
                        Dig2Options.read(
                                Configs.parse(
                                        "host = x, firmware = dpp_psd, marks = true,"
                                                + " mark_channel = 3",
                                        "test")),
                        sink,
                        System::nanoTime);
        ScopeAllocationTest.Silence silence = new ScopeAllocationTest.Silence();
        MarkerBarrier barrier = new MarkerBarrier();
        Dig2EventDecoder events = new Dig2EventDecoder(new SkippedEvent(silence));
        recorder.connect(events, 8);
        recorder.runBegins(
                new Dig2Board("m", "s", "f", 8, List.of(0), 2000, 0, 0, new TreeMap<>()), 0);
        Dig2Decoder decoder = new Dig2Decoder(barrier, events, silence);
        decoder.opened();
        decoder.bytes(ByteBuffer.wrap(Wire.MARKER));
        barrier.sent(true);
        barrier.answered(true);
        decoder.bytes(ByteBuffer.wrap(Wire.MARKER));

        ByteBuffer stream = ByteBuffer.allocateDirect(1 << 16);
        stream.position(Dig2Frame.HEADER);
        int place = HitEncoder.begin(stream);
        char[] samples = new char[200];
        for (int i = 0; i < HITS; i++) {
            HitEncoder.time(stream, 3, false, i);
            HitEncoder.values(stream, true, true, 0, 0, 0, 0, 0);
            HitEncoder.extra(stream, true, HitFrame.WAVEFORM, 2 << 6);
            HitEncoder.waveform(stream, samples, samples, new byte[200], 200, false);
            HitEncoder.single(stream, 2, 0, i, 0);
        }
        HitEncoder.statistics(stream, 0, 0, 0, 0, 0);
        HitEncoder.end(stream, place, 0, false, false);
        int end = stream.position();
        stream.position(0);
        Dig2Encoder.message(stream, end - Dig2Frame.HEADER, 1, true);

        play(decoder, stream, end, aggregates, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        long waveforms = sink.waveforms();
        play(decoder, stream, end, aggregates, aggregates);
        long bytes = threads.getThreadAllocatedBytes(thread) - before;
        // Of each hit with samples the ADC's, the other probe and the digital ones.
        assertThat(sink.waveforms() - waveforms).isEqualTo(4L * HITS * aggregates);
        // Less than a byte each: what the measurement itself may take.
        assertThat(bytes).isLessThan(4L * HITS * aggregates);
    }

    private static void play(Dig2Decoder decoder, ByteBuffer stream, int end, int many, int from) {
        for (int i = from; i < from + many; i++) {
            stream.putInt(Dig2Frame.HEADER, 0x2000_0000 | i);
            stream.limit(777).position(0);
            decoder.bytes(stream);
            stream.limit(end);
            decoder.bytes(stream);
        }
    }
}
