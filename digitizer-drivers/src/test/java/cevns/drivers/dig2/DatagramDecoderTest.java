package cevns.drivers.dig2;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import cevns.drivers.dig2.wire.DatagramFrame;
import cevns.drivers.dig2.wire.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Data over UDP as caen-dig2.md section 5 describes them; the bytes are made from the text. */
class DatagramDecoderTest {

    /** Hears the decoder and keeps what it says besides events. */
    private static final class Heard implements DatagramDecoder.Listener {
        final HeardData events = new HeardData(64);
        final IdleBarrier barrier = new IdleBarrier();
        final DatagramDecoder decoder = new DatagramDecoder(barrier, events.byFormat, this);
        final List<String> lost = new ArrayList<>();
        final List<FrameFault> refused = new ArrayList<>();
        int markers;

        /** Arms, with the answer before the empty datagram. */
        Heard arm(byte[] empty) {
            barrier.sent(true);
            barrier.answered(true);
            return take(empty);
        }

        Heard take(byte[]... datagrams) {
            for (byte[] datagram : datagrams) {
                decoder.datagram(ByteBuffer.wrap(datagram));
            }
            return this;
        }

        @Override
        public void datagramsLost(FrameFault fault, String what) {
            lost.add(what);
        }

        @Override
        public void marker(MarkerBarrier.Marker marker, boolean wasOpen) {
            markers++;
        }

        @Override
        public void runStarted(SpecialEvent start) {}

        @Override
        public void runStopped(SpecialEvent stop) {}

        @Override
        public void refused(FrameFault fault, String what) {
            refused.add(fault);
        }

        @Override
        public void outOfStep(FrameFault fault, String what) {}

        @Override
        public void lost(FrameFault fault, String what) {}
    }

    private static byte[] datagram(
            int buffer, int place, boolean aligned, boolean last, byte[] words) {
        int hash = 5381 * 33 ^ place;
        ByteBuffer in = ByteBuffer.wrap(words);
        for (int i = 0; i < words.length; i += 8) {
            hash = 33 * hash ^ in.getInt(i + 4);
        }
        long footer =
                (long) buffer << 48
                        | (hash & 0xFFFF_FFFFL) << 15
                        | (aligned ? 1L << 14 : 0)
                        | (long) (words.length / 8) << 1
                        | (last ? 1 : 0);
        return Wire.join(words, Wire.words(footer));
    }

    private static byte[] empty(int buffer, int place) {
        return datagram(buffer, place, true, false, new byte[0]);
    }

    private static byte[] example(int id) {
        byte[] event = Wire.SCOPE_EXAMPLE.clone();
        event[3] = (byte) id;
        return event;
    }

    private static byte[] whole(int buffer, int id) {
        return datagram(buffer, 0, true, true, example(id));
    }

    private static List<Integer> ids(Heard heard) {
        return heard.events.events.stream().map(HeardData.Scope::id).toList();
    }

    @Example
    void readsTheWorkedEventInOneDatagram() {
        Heard heard = new Heard().arm(empty(0, 0)).take(whole(0, 5));
        HeardData.Scope event = heard.events.events.get(0);
        assertThat(event.id()).isEqualTo(5);
        assertThat(event.traces().get(3)).startsWith(0x2000, 0x2001);
        assertThat(heard.markers).isEqualTo(1);
        assertThat(heard.lost).isEmpty();
    }

    @Example
    void hashesTheLowHalfOfEachWordOnly() {
        // h = 33·5381 xor 7 = 0x2B5A2; then 33·h xor 2.
        ByteBuffer word = ByteBuffer.wrap(Wire.words(0x1111_1111_0000_0002L));
        assertThat(DatagramFrame.hash(7, word, 0, 0)).isEqualTo(0x2B5A2);
        assertThat(DatagramFrame.hash(7, word, 0, 1)).isEqualTo(33 * 0x2B5A2 ^ 2);
    }

    @Example
    void takesNothingBeforeTheFirstEmptyDatagramBehindTheAnswer() {
        Heard heard = new Heard();
        heard.take(empty(0, 0), whole(0, 1));
        heard.barrier.sent(true);
        heard.take(empty(1, 0), whole(2, 2));
        heard.barrier.answered(true);
        heard.take(whole(3, 3));
        assertThat(heard.barrier.waiting()).isTrue();
        heard.take(empty(9, 44), whole(0, 4));
        assertThat(heard.barrier.waiting()).isFalse();
        assertThat(ids(heard)).containsExactly(4);
        assertThat(heard.lost).isEmpty();
    }

    @Example
    void goesOnBehindEmptyDatagramsWhateverTheBoardCountsThen() {
        Heard heard = new Heard().arm(empty(3, 7));
        heard.take(datagram(3, 8, true, true, example(1)), whole(4, 2), empty(5, 0));
        heard.take(datagram(5, 1, true, true, example(3)), empty(6, 0), whole(7, 4));
        assertThat(ids(heard)).containsExactly(1, 2, 3, 4);
        assertThat(heard.lost).isEmpty();
    }

    @Example
    void endsAnUnfinishedBufferThatIsAlignedAtAnEmptyDatagram() {
        Heard heard = new Heard().arm(empty(0, 0));
        heard.take(datagram(0, 1, true, false, example(1)));
        assertThat(heard.events.events).isEmpty();
        heard.take(empty(0, 2));
        assertThat(ids(heard)).containsExactly(1);
    }

    @Example
    void joinsAnEventOverBuffersThatAreNotAligned() {
        byte[] event = example(1);
        Heard heard = new Heard().arm(empty(0, 0));
        heard.take(datagram(0, 1, false, true, Arrays.copyOf(event, 24)));
        heard.take(datagram(1, 0, true, true, Arrays.copyOfRange(event, 24, 56)));
        assertThat(ids(heard)).containsExactly(1);
    }

    @Example
    void dropsTheWholeBufferThatADatagramIsMissingFromAndGoesOnAtTheNext() {
        Heard heard = new Heard().arm(empty(0, 0)).take(whole(0, 1));
        heard.take(datagram(1, 0, false, false, example(2)));
        heard.take(datagram(1, 2, false, false, example(4)));
        heard.take(datagram(1, 3, true, true, example(5)), whole(2, 6));
        assertThat(ids(heard)).containsExactly(1, 6);
        assertThat(heard.lost).containsExactly("datagram 1 of buffer 1 is missing or damaged");
    }

    @Example
    void goesOnAtTheNextBufferWhenTheLastDatagramOfOneIsMissing() {
        Heard heard = new Heard().arm(empty(0, 0));
        heard.take(datagram(0, 1, false, false, example(2)), whole(1, 3), whole(2, 4));
        assertThat(ids(heard)).containsExactly(3, 4);
        assertThat(heard.lost).hasSize(1);
    }

    @Example
    void takesADatagramThatComesTwiceOnce() {
        Heard heard = new Heard().arm(empty(0, 0));
        byte[] first = datagram(0, 1, false, false, example(1));
        heard.take(first, first, datagram(0, 2, true, true, example(2)));
        assertThat(ids(heard)).containsExactly(1, 2);
        assertThat(heard.refused).containsExactly(FrameFault.SEQUENCE);
        assertThat(heard.lost).isEmpty();
    }

    @Example
    void beginsAnewWhenTheBoardHasSetItsCountersBack() {
        Heard heard = new Heard().arm(empty(7, 0)).take(whole(0, 1), whole(1, 2), whole(0, 3));
        assertThat(ids(heard)).containsExactly(1, 2, 3);
        assertThat(heard.lost).isEmpty();
    }

    @Example
    void countsBuffersOverTheirRollover() {
        Heard heard = new Heard().arm(empty(0xFFFF, 3));
        heard.take(datagram(0xFFFF, 4, true, true, example(1)), whole(0, 2), whole(1, 3));
        assertThat(ids(heard)).containsExactly(1, 2, 3);
        assertThat(heard.lost).isEmpty();
    }

    @Example
    void refusesDatagramsThatCannotBe() {
        Heard heard = new Heard().arm(empty(0, 0));
        byte[] miscounted = whole(0, 1);
        miscounted[miscounted.length - 1] ^= 2;
        heard.take(new byte[0], new byte[7], new byte[13], miscounted, whole(0, 2));
        assertThat(heard.refused).hasSize(4).containsOnly(FrameFault.LENGTH);
        assertThat(ids(heard)).containsExactly(2);
    }

    @Example
    void dropsABufferWhoseEventsDoNotEndWithIt() {
        Heard heard = new Heard().arm(empty(0, 0));
        heard.take(datagram(0, 1, true, true, Arrays.copyOf(example(1), 48)), whole(1, 2));
        heard.take(datagram(2, 0, true, true, new byte[8]), whole(3, 3));
        assertThat(ids(heard)).containsExactly(2, 3);
        assertThat(heard.lost).hasSize(2);
        assertThat(heard.lost.get(0)).contains("ends inside an event");
    }

    @Property(tries = 200)
    void deliversEveryBufferThatIsWholeAndNoOther(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int words) {
        Random random = new Random(seed);
        Heard heard = new Heard().arm(empty(0xFFF0, 0));
        List<Integer> expected = new ArrayList<>();
        for (int buffer = 0; buffer < 40; buffer++) {
            byte[] events = Wire.join(example(buffer), example(buffer));
            int place = 0;
            boolean whole = true;
            for (int at = 0; at < events.length; at += 8 * words) {
                int end = Math.min(events.length, at + 8 * words);
                boolean last = end == events.length;
                byte[] piece = Arrays.copyOfRange(events, at, end);
                int fate = random.nextInt(20);
                byte[] sent = datagram(buffer, place++, last, last, piece);
                if (fate == 0) {
                    whole = false;
                    continue;
                } else if (fate == 1) {
                    // Of the buffer's number, the hash or the low half of a word.
                    sent[sent.length - 3 - random.nextInt(2)] ^= 0x10;
                    whole = false;
                }
                heard.take(sent);
            }
            if (whole) {
                expected.add(buffer);
                expected.add(buffer);
            }
        }
        assertThat(ids(heard)).isEqualTo(expected);
    }

    @Property(tries = 200)
    void endsWhateverADatagramIs(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 200) int length) {
        Random random = new Random(seed);
        Heard heard = new Heard().arm(empty(0, 0));
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        heard.take(bytes, whole(1, 77));
        assertThat(ids(heard)).endsWith(77);
    }
}
