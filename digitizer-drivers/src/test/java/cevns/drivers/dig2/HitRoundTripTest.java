package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.dig2.wire.HitEncoder;
import cevns.drivers.dig2.wire.HitFrame;
import cevns.drivers.dig2.wire.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class HitRoundTripTest {

    @Property(tries = 300)
    void decodesWhatIsEncodedHoweverItIsCut(
            @ForAll @IntRange(max = 63) int channel,
            @ForAll @LongRange(max = 0xFFFF_FFFF_FFFFL) long time,
            @ForAll @IntRange(max = 0xFFF) int lowFlags,
            @ForAll @IntRange(max = 0xFF) int highFlags,
            @ForAll @IntRange(max = 0xFFFF) int shortEnergy,
            @ForAll @IntRange(max = 1023) int fine,
            @ForAll @IntRange(max = 0xFFFF) int energy,
            @ForAll @IntRange(max = 60) int pairs,
            @ForAll boolean cut,
            @ForAll @IntRange(min = 1, max = 500) int piece,
            @ForAll long seed) {
        int samples = 2 * pairs;
        char[] first = new char[samples];
        char[] second = new char[samples];
        byte[] logic = new byte[samples];
        Random random = new Random(seed);
        for (int i = 0; i < samples; i++) {
            first[i] = (char) random.nextInt(1 << 14);
            second[i] = (char) random.nextInt(1 << 14);
            logic[i] = (byte) random.nextInt(16);
        }
        ByteBuffer event = ByteBuffer.allocate(1000);
        int place = HitEncoder.begin(event);
        HitEncoder.single(event, channel, highFlags, time, energy);
        HitEncoder.time(event, channel, false, time);
        HitEncoder.values(event, true, true, lowFlags, highFlags, shortEnergy, fine, energy);
        HitEncoder.extra(event, true, HitFrame.WAVEFORM, 0);
        HitEncoder.waveform(event, first, second, logic, samples, cut);
        HitEncoder.statistics(event, channel, time, 17, 3, 5);
        HitEncoder.end(event, place, 0x1_000_007, false, true);

        HeardHits heard = new HeardHits(Firmware.DPP_PSD, 64);
        byte[] stream = Wire.message(1, true, Arrays.copyOf(event.array(), event.position()));
        for (int at = 0; at < stream.length; at += piece) {
            heard.stream.take(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece)));
        }

        assertThat(heard.aggregates).containsExactly(new HeardHits.Aggregate(7, true));
        assertThat(heard.hits).hasSize(3);
        HeardHits.Hit single = heard.hits.get(0);
        assertThat(single.time()).isEqualTo(time & 0xFFFF_FFFFL);
        assertThat(single.channel()).isEqualTo(channel);
        assertThat(single.energy()).isEqualTo(energy);
        assertThat(single.highFlags()).isEqualTo(highFlags);
        HeardHits.Hit hit = heard.hits.get(1);
        assertThat(hit.channel()).isEqualTo(channel);
        assertThat(hit.time()).isEqualTo(time);
        assertThat(hit.lowFlags()).isEqualTo(lowFlags);
        assertThat(hit.highFlags()).isEqualTo(highFlags);
        assertThat(hit.shortEnergy()).isEqualTo(shortEnergy);
        assertThat(hit.fine()).isEqualTo(fine);
        assertThat(hit.energy()).isEqualTo(energy);
        assertThat(hit.truncated()).isEqualTo(cut);
        assertThat(hit.analog0()).isEqualTo(list(first));
        assertThat(hit.analog1()).isEqualTo(list(second));
        assertThat(hit.digital())
                .isEqualTo(IntStream.range(0, samples).mapToObj(i -> (int) logic[i]).toList());
        assertThat(heard.hits.get(2).special()).isTrue();
        assertThat(heard.damaged).isEmpty();
        assertThat(heard.stream.outOfStep).isEmpty();
    }

    private static List<Integer> list(char[] trace) {
        return IntStream.range(0, trace.length).mapToObj(i -> (int) trace[i]).toList();
    }

    @Example
    void writesTheWorkedExample() {
        ByteBuffer event = ByteBuffer.allocate(24);
        int place = HitEncoder.begin(event);
        HitEncoder.time(event, 7, false, 0x123456);
        HitEncoder.values(event, false, false, 0x010, 0, 1200, 512, 4000);
        HitEncoder.end(event, place, 9, false, false);
        assertThat(event.array())
                .isEqualTo(Wire.hex("2000000900000003 0700000000123456 80400012c2000fa0"));
    }
}
