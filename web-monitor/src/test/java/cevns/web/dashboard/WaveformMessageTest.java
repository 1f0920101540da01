package cevns.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.analysis.monitor.Trace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WaveformMessageTest {

    @Test
    void keepsTheLeastAndTheGreatestSampleOfEachColumn() {
        Buffer out = Buffer.buffer();
        char[] samples = {5, 1, 9, 2, 7, 7, 0, 3};
        WaveformMessage.appendEnvelope(out, samples, 3);
        // columns [0, 2), [2, 5), [5, 8)
        assertThat(values(out, 0, 6)).containsExactly(1, 5, 2, 9, 0, 7);
    }

    @Property(tries = 200)
    void leavesNoExtremeOut(
            @ForAll @Size(min = 1, max = 300) char[] samples,
            @ForAll @IntRange(min = 1, max = 64) int columns) {
        if (samples.length < columns) {
            return;
        }
        Buffer out = Buffer.buffer();
        WaveformMessage.appendEnvelope(out, samples, columns);
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;
        for (char sample : samples) {
            least = Math.min(least, sample);
            greatest = Math.max(greatest, sample);
        }
        List<Integer> values = values(out, 0, 2 * columns);
        assertThat(values).contains(least, greatest);
        for (int i = 0; i < columns; i++) {
            assertThat(values.get(2 * i)).isLessThanOrEqualTo(values.get(2 * i + 1));
        }
    }

    @Test
    void sendsAShortTraceWhole() {
        char[] samples = {100, 65535, 0, 7};
        Trace trace =
                new Trace("ge0", "crate", 2, 77, 0b100, 5, 4000, 1, Double.NaN, samples, List.of());
        Buffer message = WaveformMessage.of(9, List.of(trace), 2);
        int length = message.getIntLE(0);
        JsonObject json = new JsonObject(message.getString(4, 4 + length));
        JsonObject header = json.getJsonArray("traces").getJsonObject(0);
        assertThat(json.getLong("seq")).isEqualTo(9);
        assertThat(header.getInteger("columns")).isZero();
        assertThat(header.getInteger("values")).isEqualTo(4);
        assertThat(header.getValue("baselineAdc")).isNull();
        assertThat(header.getJsonArray("kinds").encode()).isEqualTo("[\"self\"]");
        assertThat(values(message, 4 + length, 4)).containsExactly(100, 65535, 0, 7);
        assertThat(message.length()).isEqualTo(4 + length + 8);
    }

    @Test
    void sendsAHitWithoutSamples() {
        Trace trace =
                new Trace("nai3", "adc", 3, 1, 0, 5, 2000, 0, Double.NaN, new char[0], List.of());
        Buffer message = WaveformMessage.of(1, List.of(trace), 100);
        assertThat(message.length()).isEqualTo(4 + message.getIntLE(0));
    }

    private static List<Integer> values(Buffer buffer, int from, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> buffer.getUnsignedShortLE(from + 2 * i))
                .toList();
    }
}
