package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.Firmware;
import cevns.drivers.dig2.wire.Wire;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hits as caen-dig2.md sections 4.6 to 4.8 describe them; the bytes are made by hand. */
class HitDecoderTest {

    /** Section 4.7: an aggregate of counter 9 with one hit without waveform. */
    private static final byte[] EXAMPLE =
            Wire.hex("2000000900000003 0700000000123456 80400012c2000fa0");

    private final HeardHits psd = new HeardHits(Firmware.DPP_PSD, 32);

    private static byte[] aggregate(long... words) {
        long header = 0x2000_0000_0000_0000L | words.length + 1;
        return Wire.join(Wire.words(header), Wire.words(words));
    }

    @Test
    void readsTheWorkedExample() {
        psd.take(EXAMPLE);
        assertThat(psd.aggregates).containsExactly(new HeardHits.Aggregate(9, false));
        HeardHits.Hit hit = psd.hits.get(0);
        assertThat(hit.channel()).isEqualTo(7);
        assertThat(hit.time()).isEqualTo(0x123456);
        assertThat(hit.lowFlags()).isEqualTo(0x010);
        assertThat(hit.highFlags()).isZero();
        assertThat(hit.shortEnergy()).isEqualTo(1200);
        assertThat(hit.fine()).isEqualTo(512);
        assertThat(hit.energy()).isEqualTo(4000);
        assertThat(hit.analog0()).isEmpty();
        assertThat(hit.header()).containsExactly(0x0700000000123456L, 0x80400012c2000fa0L);
    }

    @Test
    void readsAHitOfOneWordMixedWithOthers() {
        // Channel 5, high flags 0x81, low time 0xDEADBEEF, energy 0x1234.
        psd.take(
                aggregate(
                        0x85_81_DEADBEEF_1234L,
                        0x0700000000123456L,
                        0x80400012c2000fa0L,
                        0x86_00_00000001_0002L));
        assertThat(psd.hits).extracting(HeardHits.Hit::channel).containsExactly(5, 7, 6);
        HeardHits.Hit single = psd.hits.get(0);
        assertThat(single.single()).isTrue();
        assertThat(single.special()).isFalse();
        assertThat(single.time()).isEqualTo(0xDEADBEEFL);
        assertThat(single.energy()).isEqualTo(0x1234);
        assertThat(single.highFlags()).isEqualTo(0x81);
        assertThat(single.shortEnergy() + single.fine() + single.lowFlags()).isZero();
    }

    @Test
    void readsAWaveformWithTwoAnalogAndFourDigitalProbes() {
        // Half words: analog 0 in 13…0, digital 0 and 1 in 14 and 15, analog 1 in 29…16,
        // digital 2 and 3 in 30 and 31; the earlier sample is in the low half.
        psd.take(
                aggregate(
                        0x0300_0000_0000_0010L,
                        0x4000_0000_0000_0000L,
                        0x8000_0000_0000_0000L,
                        0x8000_0000_0000_0002L,
                        0x6001_4002_3FFF_0001L | 0x8000_0000_0000_0000L,
                        0x0000_0000_C000_FFFFL));
        HeardHits.Hit hit = psd.hits.get(0);
        assertThat(hit.truncated()).isTrue();
        assertThat(hit.analog0()).containsExactly(1, 2, 0x3FFF, 0);
        assertThat(hit.analog1()).containsExactly(0x3FFF, 0x2001, 0, 0);
        assertThat(hit.digital()).containsExactly(0, 0b1101, 0b1111, 0);
    }

    @Test
    void readsCountersOfAChannel() {
        psd.take(
                aggregate(
                        0x0280_0000_0000_1000L, 0, 0x1000_0000_0000_0777L, 0xA000_0000_0500_0003L));
        assertThat(psd.hits).hasSize(1);
        assertThat(psd.hits.get(0).special()).isTrue();
        assertThat(psd.hits.get(0).channel()).isEqualTo(2);
        assertThat(psd.hits.get(0).time()).isEqualTo(0x1000);
        assertThat(psd.hits.get(0).header()).hasSize(4);
    }

    @Test
    void skipsAnExtraWordThatItDoesNotKnow() {
        psd.take(
                aggregate(
                        0x0100_0000_0000_0001L, 5, 0x7000_0000_0000_0001L, 0xD000_0000_0000_0001L));
        assertThat(psd.hits).extracting(HeardHits.Hit::energy).containsExactly(5);
        assertThat(psd.damaged).isEmpty();
    }

    @Test
    void takesAnAggregateWithoutHits() {
        psd.take(aggregate(), EXAMPLE);
        assertThat(psd.hits).hasSize(1);
        assertThat(psd.damaged).isEmpty();
    }

    @Test
    void readsBoardFailOfAnAggregate() {
        psd.take(Wire.hex("2900000a00000001"));
        assertThat(psd.aggregates).containsExactly(new HeardHits.Aggregate(10, true));
    }

    @Test
    void readsAnOpenHitWithUserWordsAndSamplesOf16Bits() {
        HeardHits open = new HeardHits(Firmware.DPP_OPEN, 32);
        open.take(
                aggregate(
                        0x0100_0000_0000_0001L,
                        0x4000_0000_0000_0007L,
                        0x7FFF_FFFF_FFFF_FFFFL,
                        0x8000_0000_0000_0000L,
                        1,
                        0x0004_0003_FFFF_0001L));
        assertThat(open.hits.get(0).analog0()).containsExactly(1, 0xFFFF, 3, 4);
        assertThat(open.hits.get(0).header()).hasSize(4);
    }

    @Test
    void refusesAHitOfAChannelThatTheBoardDoesNotHaveAndGoesOn() {
        psd.take(aggregate(0x2000_0000_0000_0001L, 0x8000_0000_0000_0001L), EXAMPLE);
        assertThat(psd.damaged)
                .containsExactly(
                        new HeardHits.Damage(FrameFault.VALUE, 1, "channel 32 of a board of 32"));
        assertThat(psd.hits).hasSize(1);
    }

    @Test
    void refusesAWaveformThatNothingDescribes() {
        psd.take(aggregate(0, 0xC000_0000_0000_0000L, 1, 0, 0x8100_0000_0000_0000L));
        assertThat(psd.damaged)
                .containsExactly(
                        new HeardHits.Damage(
                                FrameFault.VALUE, 1, "a waveform that nothing describes"));
        assertThat(psd.hits).as("what follows it").hasSize(1);
    }

    @Test
    void saysThatItCannotKnowHowManyHitsAreLostBehindAWaveformThatIsTooLong() {
        psd.take(aggregate(0, 0x4000_0000_0000_0000L, 0x8000_0000_0000_0000L, 3, 0, 0), EXAMPLE);
        assertThat(psd.damaged)
                .containsExactly(
                        new HeardHits.Damage(
                                FrameFault.LENGTH, -1, "a waveform of 3 words where 2 are left"));
        assertThat(psd.hits).hasSize(1);
    }

    @Test
    void saysSoWhenAnAggregateEndsInsideAHit() {
        psd.take(aggregate(0x0100_0000_0000_0001L), EXAMPLE);
        assertThat(psd.damaged)
                .containsExactly(
                        new HeardHits.Damage(
                                FrameFault.LENGTH, -1, "an aggregate ends inside a hit"));
        assertThat(psd.hits).hasSize(1);
    }

    @Test
    void stopsAtAHeaderThatNeverEnds() {
        psd.take(aggregate(new long[5000]), EXAMPLE);
        assertThat(psd.damaged)
                .containsExactly(
                        new HeardHits.Damage(
                                FrameFault.LENGTH, -1, "a hit of more than 66 header words"));
        assertThat(psd.hits).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DPP_PSD", "DPP_PHA", "DPP_OPEN"})
    void takesNoHitFromAnEventThatIsCutByAMarker(Firmware firmware) {
        HeardHits heard = new HeardHits(firmware, 32);
        byte[] message = Wire.message(1, true, EXAMPLE);
        heard.stream.take(Arrays.copyOf(message, message.length - 8));
        heard.stream.arm();
        heard.stream.take(new byte[8]);
        assertThat(heard.hits.size() + heard.damaged.size()).isLessThanOrEqualTo(1);
    }

    @Property(tries = 300)
    void endsWhateverTheWordsOfAnAggregateAre(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int words) {
        HeardHits heard = new HeardHits(Firmware.values()[1 + (int) (seed & 1)], 8);
        Random random = new Random(seed);
        heard.take(aggregate(random.longs(words).toArray()), EXAMPLE);
        assertThat(heard.hits.get(heard.hits.size() - 1).energy()).isEqualTo(4000);
        assertThat(heard.hits.size() + heard.damaged.size()).isLessThanOrEqualTo(words + 2);
        assertThat(heard.stream.outOfStep).isEmpty();
    }
}
