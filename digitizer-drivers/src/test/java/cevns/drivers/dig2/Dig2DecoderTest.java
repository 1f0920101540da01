package cevns.drivers.dig2;

import static cevns.drivers.dig2.wire.Wire.MARKER;
import static cevns.drivers.dig2.wire.Wire.SCOPE_EXAMPLE;
import static cevns.drivers.dig2.wire.Wire.START_EXAMPLE;
import static cevns.drivers.dig2.wire.Wire.STOP_EXAMPLE;
import static cevns.drivers.dig2.wire.Wire.join;
import static cevns.drivers.dig2.wire.Wire.message;
import static cevns.drivers.dig2.wire.Wire.words;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.MarkerBarrier.Marker;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages, groups, events and markers, from the worked examples of caen-dig2.md section 4. */
class Dig2DecoderTest {

    private static final byte[] RUN =
            join(
                    message(1, true, START_EXAMPLE),
                    message(1, true, SCOPE_EXAMPLE),
                    message(2, true, join(SCOPE_EXAMPLE, STOP_EXAMPLE)));

    private final HeardData heard = new HeardData(32);

    private static final HeardData.Scope EXAMPLE =
            new HeardData.Scope(
                    5,
                    false,
                    0,
                    0,
                    125_000_000,
                    9,
                    Map.of(
                            0, List.of(4096, 4097, 4098, 4099, 4100, 4101, 4102, 4103),
                            3, List.of(8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199)));

    @Test
    void decodesTheWorkedScopeEvent() {
        heard.take(message(1, true, SCOPE_EXAMPLE));
        assertThat(heard.events).containsExactly(EXAMPLE);
    }

    @Test
    void decodesTheWorkedStartAndStop() {
        heard.take(message(2, true, join(START_EXAMPLE, STOP_EXAMPLE)));
        assertThat(heard.starts).containsExactly(new SpecialEvent(1024, 1, 0, 9, 0, 0));
        assertThat(heard.stops).containsExactly(new SpecialEvent(0, 0, 0, 0, 0x77359bb, 0x11));
        assertThat(heard.refused).isEmpty();
    }

    @Test
    void decodesAllFieldsOfAScopeHeader() {
        heard.take(message(1, true, words(0x11FFFFFE00000003L, 0xFFFD_8000_0000_0001L, 0)));
        assertThat(heard.events)
                .containsExactly(
                        new HeardData.Scope(
                                0xFFFFFE, true, 0x1FFF, 5, 0x8000_0000_0001L, 0, Map.of()));
    }

    @Test
    void readsTheRunWhereverItIsSplit() {
        for (int cut = 0; cut <= RUN.length; cut++) {
            HeardData split = new HeardData(32);
            split.take(Arrays.copyOf(RUN, cut));
            split.take(Arrays.copyOfRange(RUN, cut, RUN.length));
            assertRun(split);
        }
    }

    @Test
    void readsTheRunByteByByte() {
        for (byte b : RUN) {
            heard.take(new byte[] {b});
        }
        assertRun(heard);
    }

    @Test
    void readsAGroupThatIsCutInsideWordsWithItsCountSpread() {
        byte[] all = join(START_EXAMPLE, SCOPE_EXAMPLE, SCOPE_EXAMPLE, STOP_EXAMPLE);
        for (int a = 1; a < all.length - 1; a += 3) {
            for (int b = a + 1; b < all.length; b += 7) {
                HeardData cut = new HeardData(32);
                cut.take(message(2, false, Arrays.copyOf(all, a)));
                cut.take(message(0, false, Arrays.copyOfRange(all, a, b)));
                cut.take(message(2, true, Arrays.copyOfRange(all, b, all.length)));
                assertRun(cut);
            }
        }
    }

    private static void assertRun(HeardData heard) {
        assertThat(heard.starts).hasSize(1);
        assertThat(heard.events).containsExactly(EXAMPLE, EXAMPLE);
        assertThat(heard.stops).hasSize(1);
        assertThat(heard.outOfStep).isEmpty();
        assertThat(heard.refused).isEmpty();
    }

    @Test
    void ignoresReservedBytesOfAMessage() {
        byte[] bytes = message(1, true, SCOPE_EXAMPLE);
        Arrays.fill(bytes, 13, 32, (byte) 0xEE);
        heard.take(bytes);
        assertThat(heard.events).hasSize(1);
    }

    @Test
    void skipsUnknownFormatsByTheirSizeAndCountsThemAsEvents() {
        byte[] unknown = words(0x7000000000000003L, 0x3200000200000003L, 0);
        byte[] time = words(0x4000000000000001L);
        heard.take(message(3, true, join(unknown, time, SCOPE_EXAMPLE)));
        assertThat(heard.events).hasSize(1);
        assertThat(heard.stops).isEmpty();
        assertThat(heard.refused)
                .extracting(HeardData.Fault::fault)
                .containsExactly(FrameFault.UNKNOWN_TYPE, FrameFault.UNKNOWN_TYPE);
        assertThat(heard.outOfStep).isEmpty();
    }

    @Test
    void skipsOtherSpecialEvents() {
        heard.take(message(2, true, join(words(0x3500000000000002L, 1), SCOPE_EXAMPLE)));
        assertThat(heard.events).hasSize(1);
        assertThat(heard.starts).isEmpty();
        assertThat(heard.stops).isEmpty();
    }

    @Test
    void takesAStopEventOfTheWrongFormForAStopAndSaysSo() {
        heard.take(message(1, true, words(0x3200000000000001L)));
        assertThat(heard.stops).hasSize(1);
        assertThat(heard.refused.get(0).fault()).isEqualTo(FrameFault.VALUE);
    }

    @Test
    void deliversWhatFollowsTheStopInTheSameMessage() {
        heard.take(message(2, true, join(STOP_EXAMPLE, SCOPE_EXAMPLE)));
        assertThat(heard.events).hasSize(1);
    }

    @Test
    void dropsEverythingAfterASizeOfZeroUntilTheNextMarkerAndGoesOn() {
        heard.take(message(2, true, join(SCOPE_EXAMPLE, words(0x1000000500000000L, 1, 2))));
        heard.take(message(1, true, SCOPE_EXAMPLE));
        assertThat(heard.outOfStep).hasSize(1);
        assertThat(heard.outOfStep.get(0).fault()).isEqualTo(FrameFault.LENGTH);
        assertThat(heard.outOfStep.get(0).what()).contains("0 words", "0x1000000500000000");
        assertThat(heard.events).hasSize(1);
        heard.take(join(MARKER, message(1, true, SCOPE_EXAMPLE)));
        assertThat(heard.events).hasSize(2);
        assertThat(heard.outOfStep).hasSize(1);
    }

    @Test
    void isOutOfStepWhenTheCountIsWrong() {
        heard.take(message(2, true, SCOPE_EXAMPLE));
        assertThat(heard.outOfStep)
                .containsExactly(
                        new HeardData.Fault(FrameFault.MISCOUNT, "2 events announced, 1 came"));
        heard.take(message(1, true, SCOPE_EXAMPLE));
        assertThat(heard.events).hasSize(1);
    }

    @Test
    void isOutOfStepWhenAnAlignedMessageEndsInsideAnEventOrAWord() {
        heard.take(message(1, true, Arrays.copyOf(SCOPE_EXAMPLE, 48)));
        assertThat(heard.outOfStep.get(0).fault()).isEqualTo(FrameFault.FRAMING);
        HeardData inWord = new HeardData(32);
        inWord.take(message(1, true, join(SCOPE_EXAMPLE, new byte[3])));
        assertThat(inWord.outOfStep.get(0).fault()).isEqualTo(FrameFault.FRAMING);
    }

    @Test
    void isOutOfStepWhenAnEventIsLongerThanAnyCanBe() {
        heard.take(message(1, true, words(0x70000000FFFFFFFFL, 0, 0)));
        assertThat(heard.outOfStep.get(0).fault()).isEqualTo(FrameFault.LENGTH);
    }

    @Test
    void givesUpTheConnectionAtAMessageThatCannotBeOne() {
        byte[] bytes = message(1, true, SCOPE_EXAMPLE);
        bytes[0] = (byte) 0x80;
        heard.take(join(bytes, message(1, true, SCOPE_EXAMPLE)));
        assertThat(heard.lost).hasSize(1);
        assertThat(heard.lost.get(0).what()).contains("0x8000000000000038");
        assertThat(heard.events).isEmpty();
    }

    @Test
    void survivesAnyGarbage() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            HeardData garbage = new HeardData(32);
            byte[] bytes = RUN.clone();
            for (int i = 0; i <= round % 7; i++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            garbage.take(bytes);
            byte[] noise = new byte[500];
            random.nextBytes(noise);
            garbage.take(noise);
            assertThat(garbage.outOfStep.size()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void skipsAScopeEventWhoseWordsDoNotDivideAndStaysInStep() {
        byte[] odd = words(0x1000000500000006L, 0, 9, 1, 2, 3);
        heard.take(message(2, true, join(odd, SCOPE_EXAMPLE)));
        assertThat(heard.damaged)
                .containsExactly(
                        new HeardData.Fault(FrameFault.LENGTH, "3 waveform words for 2 channels"));
        assertThat(heard.damagedChannels).containsExactly(2);
        assertThat(heard.events).containsExactly(EXAMPLE);
        assertThat(heard.outOfStep).isEmpty();
    }

    @Test
    void skipsAScopeEventOfChannelsThatTheBoardDoesNotHave() {
        byte[] stray = words(0x1000000500000005L, 0, 0x1_0000_0001L, 1, 2);
        heard.take(message(2, true, join(stray, SCOPE_EXAMPLE)));
        assertThat(heard.damaged.get(0).fault()).isEqualTo(FrameFault.VALUE);
        assertThat(heard.damagedChannels).containsExactly(1);
        assertThat(heard.events).containsExactly(EXAMPLE);
    }

    @Test
    void skipsAScopeEventWithoutAHeader() {
        heard.take(message(2, true, join(words(0x1000000500000002L, 0), SCOPE_EXAMPLE)));
        assertThat(heard.damaged.get(0).what()).isEqualTo("a scope event of 2 words");
        assertThat(heard.events).containsExactly(EXAMPLE);
    }

    @Test
    void takesAnEventWhoseMaskAndLengthDifferFromTheOneBefore() {
        byte[] other = words(0x1000000600000004L, 1, 2, 0x0004000300020001L);
        heard.take(message(3, true, join(SCOPE_EXAMPLE, other, SCOPE_EXAMPLE)));
        assertThat(heard.events).hasSize(3);
        assertThat(heard.events.get(1).traces()).isEqualTo(Map.of(1, List.of(1, 2, 3, 4)));
    }

    @Test
    void dropsAGroupThatIsOpenWhenTheMarkerComes() {
        heard.take(message(1, false, Arrays.copyOf(SCOPE_EXAMPLE, 20)));
        heard.arm();
        heard.take(join(MARKER, message(1, true, SCOPE_EXAMPLE)));
        assertThat(heard.events).containsExactly(EXAMPLE);
        assertThat(heard.outOfStep).isEmpty();
    }

    @Test
    void takesAMessageWithoutPayloadForAMarkerWhateverItsCountAndFlag() {
        heard.arm();
        heard.take(join(message(7, true, new byte[0]), message(1, true, SCOPE_EXAMPLE)));
        assertThat(heard.markers.get(2)).isEqualTo(Marker.OWED);
        assertThat(heard.events).hasSize(1);
    }

    @Test
    void discardsWhatComesBetweenTheReplyToArmAndItsMarker() {
        heard.take(message(1, true, SCOPE_EXAMPLE));
        heard.arm();
        heard.take(message(1, true, SCOPE_EXAMPLE));
        heard.take(message(1, false, Arrays.copyOf(SCOPE_EXAMPLE, 11)));
        assertThat(heard.events).hasSize(1);
        heard.take(join(MARKER, message(1, true, SCOPE_EXAMPLE)));
        assertThat(heard.events).hasSize(2);
        assertThat(heard.outOfStep).isEmpty();
    }
}
