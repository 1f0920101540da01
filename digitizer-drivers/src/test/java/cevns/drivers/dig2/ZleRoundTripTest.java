package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.drivers.CapturedRecords;
import cevns.drivers.dig2.wire.HitEncoder;
import cevns.drivers.dig2.wire.Wire;
import cevns.drivers.dig2.wire.ZleEncoder;
import cevns.drivers.dig2.wire.ZleSuppression;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ZleRoundTripTest {

    private final ZleSuppression kept = new ZleSuppression();

    /** Encodes a trace of channel 1, reads it in pieces and gives the rebuilt trace. */
    private char[] throughTheWire(char[] trace, int piece) {
        ByteBuffer event = ByteBuffer.allocate(8 + ZleEncoder.longest(trace.length));
        int place = HitEncoder.begin(event);
        ZleEncoder.hit(event, 1, true, 77, kept, trace);
        HitEncoder.end(event, place, 0, true, false);
        HeardData stream = new HeardData(64);
        CapturedRecords records = new CapturedRecords();
        ZleRecorder recorder =
                new ZleRecorder(
                        Dig2Options.read(Configs.parse("host = x, firmware = dpp_zle", "t")),
                        records);
        recorder.connect(stream.byFormat, 8);
        recorder.runBegins(
                new Dig2Board(
                        "m",
                        "s",
                        "f",
                        8,
                        List.of(1),
                        8000,
                        0,
                        0,
                        new TreeMap<>(Map.of("/par/recordlengths", "" + trace.length))),
                0);
        byte[] bytes = Wire.message(1, true, Arrays.copyOf(event.array(), event.position()));
        for (int at = 0; at < bytes.length; at += piece) {
            stream.take(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
        assertThat(stream.outOfStep).isEmpty();
        assertThat(records.losses).isEmpty();
        assertThat(records.waveforms).hasSize(1);
        return records.waveforms.get(0).samples();
    }

    @Property(tries = 300)
    void keepsWhatIsOverThresholdAndItsSurroundingsAndTheBaselineElsewhere(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int words,
            @ForAll @IntRange(max = 40) int before,
            @ForAll @IntRange(max = 40) int after,
            @ForAll @IntRange(min = 1, max = 4000) int piece) {
        Random random = new Random(seed);
        char[] trace = new char[4 * words];
        boolean[] stays = new boolean[trace.length];
        for (int i = 0; i < trace.length; i++) {
            // The first samples, which the baseline is the mean of, are at rest.
            boolean pulse = i >= 16 && random.nextInt(30) == 0;
            trace[i] = (char) (pulse ? 1000 - 11 - random.nextInt(900) : 1000);
            for (int s = Math.max(0, i - before); pulse && s <= i + after; s++) {
                if (s < trace.length) {
                    stays[s] = true;
                }
            }
        }
        kept.look(trace, trace.length, 10, -1, before, after);
        int known = 0;
        for (int i = 0; i < kept.count(); i++) {
            boolean isKept = kept.firstIsKept() == (i % 2 == 0);
            assertThat(kept.length(i)).isPositive();
            for (int end = known + kept.length(i); known < end; known++) {
                assertThat(stays[known]).as("sample %d", known).isEqualTo(isKept);
            }
        }
        assertThat(known).isEqualTo(trace.length);
        assertThat(throughTheWire(trace, piece)).isEqualTo(trace);
    }

    @Example
    void sendsAWholeTraceWhereNothingIsLeftOut() {
        char[] trace = new char[64];
        for (int i = 0; i < trace.length; i++) {
            trace[i] = (char) (i * 1021);
        }
        kept.look(trace, trace.length, -1, 1, 0, 0);
        assertThat(throughTheWire(trace, 1000)).isEqualTo(trace);
    }

    @Example
    void cutsAWaveformThatIsLongerThanTheFormatAllows() {
        char[] trace = new char[20_000];
        Arrays.fill(trace, (char) 5);
        kept.look(trace, trace.length, -1, 1, 0, 0);
        assertThat(throughTheWire(trace, 1000)).hasSize(4 * 4095).containsOnly((char) 5);
    }

    @Example
    void cutsATraceOfMoreStretchesThanAHeaderHasRoomFor() {
        char[] trace = new char[8000];
        for (int i = 16; i < trace.length; i += 4) {
            trace[i] = 100;
        }
        kept.look(trace, trace.length, 10, 1, 0, 0);
        assertThat(kept.count()).isEqualTo(1022);
        // 511 pulses, the first at sample 16, one every four samples.
        char[] seen = throughTheWire(trace, 1000);
        assertThat(seen).isEqualTo(Arrays.copyOf(trace, 16 + 4 * 510 + 1));
    }
}
