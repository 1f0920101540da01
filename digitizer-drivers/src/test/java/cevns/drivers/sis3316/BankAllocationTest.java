package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.BeamSignal;
import cevns.daq.record.LossCause;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceCounters;
import cevns.daq.record.SourceInfo;
import cevns.daq.record.WaveformHeader;
import cevns.drivers.Allocations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From the words of a bank to the sink nothing is allocated per waveform. */
class BankAllocationTest {

    private static final int HITS = 1000;

    /** Counts waveforms and adds up a sample of each. */
    private static final class Counter implements RecordSink {
        private final SourceCounters counters = new SourceCounters();
        private long waveforms;
        private long sum;

        @Override
        public void waveform(WaveformHeader header, ByteBuffer extra, ByteBuffer samples) {
            waveforms++;
            sum += samples.getShort(samples.position());
        }

        @Override
        public void beamMark(
                BeamSignal s, long t, int ps, long ticks, float sub, float amplitude, int flags) {
            sum += ticks;
        }

        @Override
        public void info(SourceInfo info) {}

        @Override
        public void beamPulse(
                long t, long s, long ns, int cycle, int flavor, int c, int ring, int veto, int q) {}

        @Override
        public void loss(LossCause cause, long units, long firstNs, long lastNs) {}

        @Override
        public void reading(int channel, double value, Quality quality, long timeNs) {}

        @Override
        public void status(long timeNs) {}

        @Override
        public SourceCounters counters() {
            return counters;
        }
    }

    @Test
    void allocatesNothingPerWaveform() {
        Sis3316Options options =
                Boards.options(
                        1,
                        "marks = true\ngroups { 0 { raw_samples = 64 } }\n"
                                + "channels { 0 { trigger = external } }");
        HitLayout layout = HitLayout.of(0, new TreeMap<>(RegisterPlan.of(options)), true);
        Sis3316Board board =
                new Sis3316Board(0, 0, 0x0125_0004, 8_000_000, List.of(layout), new TreeMap<>());
        Counter sink = new Counter();
        BankDecoder decoder =
                new BankDecoder(
                        options,
                        board,
                        0,
                        sink,
                        (fault, what) -> {
                            throw new AssertionError(what);
                        });
        ByteBuffer bank =
                ByteBuffer.allocateDirect(4 * HITS * layout.words()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < HITS; i++) {
            Sis3316Encoder.Header header =
                    new Sis3316Encoder.Header(
                            0, 0, 100L * i, 0, 0, 0, new int[8], new int[3], 0, 0, false, -1);
            Sis3316Encoder.put(bank, header, new char[64], new char[0], new int[0]);
        }
        bank.flip();
        Runnable once = () -> decoder.take(0, bank, 1_000_000);
        long bytes = Allocations.of(20, once);
        assertThat(sink.waveforms).isEqualTo(2 * 20 * HITS);
        assertThat(bytes).isLessThan(20 * HITS);
        assertThat(sink.sum).isPositive();
    }
}
