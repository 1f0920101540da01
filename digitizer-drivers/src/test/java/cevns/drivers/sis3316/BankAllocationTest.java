package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.drivers.Allocations;
import cevns.drivers.CountingSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From the words of a bank to the sink nothing is allocated per waveform. */
class BankAllocationTest {

    private static final int HITS = 1000;

    @Test
    void allocatesNothingPerWaveform() {
        take(20);
    }

    @Test
    @Tag("long")
    void allocatesNothingOverAMillionHits() {
        take(1000);
    }

    private static void take(int banks) {
        Sis3316Options options =
                Boards.options(
                        1,
                        "marks = true\ngroups { 0 { raw_samples = 64 } }\n"
                                + "channels { 0 { trigger = external } }");
        HitLayout layout = HitLayout.of(0, new TreeMap<>(RegisterPlan.of(options)), true);
        Sis3316Board board =
                new Sis3316Board(0, 0, 0x0125_0004, 8_000_000, List.of(layout), new TreeMap<>());
        CountingSink sink = new CountingSink();
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
        long bytes = Allocations.of(banks, once);
        assertThat(sink.waveforms()).isEqualTo(2L * banks * HITS);
        assertThat(bytes).isLessThan((long) banks * HITS);
        assertThat(sink.sum()).isPositive();
    }
}
