package cevns.drivers.caen17xx;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.record.FrameFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Blocks of the event readout buffer: the examples of the document, and damaged ones. */
class BlockDecodersTest {

    private final Heard heard = new Heard();

    /** What a block held, kept. */
    private static final class Heard implements BlockListener, PsdListener {
        final List<String> events = new ArrayList<>();
        final List<FrameFault> faults = new ArrayList<>();

        @Override
        public void event(BoardEvent event) {
            StringBuilder text = new StringBuilder();
            text.append(
                    String.format("%X #%d t%X:", event.mask(), event.counter(), event.timeTag()));
            for (int i = 0; i < Integer.bitCount(event.mask()); i++) {
                ByteBuffer trace = event.trace(i).order(ByteOrder.LITTLE_ENDIAN);
                for (int s = 0; s < event.samplesPerChannel(); s++) {
                    text.append(String.format(" %X", trace.getShort()));
                }
                text.append(';');
            }
            events.add(text.toString());
        }

        @Override
        public void hit(PsdHit hit) {
            events.add(
                    String.format(
                            "ch%d t%d+%d long %d short %d samples %d",
                            hit.channel(),
                            hit.timeStamp(),
                            hit.fineTime(),
                            hit.chargeLong(),
                            hit.chargeShort(),
                            hit.samples().remaining() / 2));
        }

        @Override
        public void aggregate(int counter) {
            assertThat(counter).isNotNegative();
        }

        @Override
        public void damaged(FrameFault fault, String what) {
            assertThat(what).isNotBlank();
            faults.add(fault);
        }
    }

    @Test
    void readsTheWorkedExampleOfAnX730() {
        // caen-v17xx.md §1
        standard(Caen17xxModel.X730, false)
                .decode(
                        words(
                                "A0000008 00000001 02000007 00001000 20012000 20032002 21012100"
                                        + " 21032102"));
        assertThat(heard.events)
                .containsExactly("201 #7 t1000: 2000 2001 2002 2003; 2100 2101 2102 2103;");
        assertThat(heard.faults).isEmpty();
    }

    @Test
    void readsTheWorkedExampleOfDppPsd() {
        // caen-v17xx.md §2: ((1 << 31) | 100) periods and 512/1024 of one
        new PsdDecoder(heard)
                .decode(
                        words(
                                "A0000009 00000002 00000001 00000000 80000005 72000000 80000064"
                                        + " 00010200 138803E8"));
        assertThat(heard.events)
                .containsExactly("ch3 t2147483748+512 long 5000 short 1000 samples 0");
        assertThat(heard.faults).isEmpty();
    }

    @Test
    void skipsFillersAndReadsWhatFollows() {
        standard(Caen17xxModel.X720, false)
                .decode(
                        words(
                                "A0000004 00000000 00000001 00000010 FFFFFFFF 00000000 A0000005"
                                        + " 00000001 00000002 00000020 F5551AAA"));
        assertThat(heard.events).containsExactly("0 #1 t10:", "1 #2 t20: AAA 555;");
        assertThat(heard.faults).isEmpty();
    }

    @Test
    void unpacksFiveSamplesInTwoWords() {
        // samples 1…5: s2 = 3 in the upper bits of the first word, s3 and s4 in the second
        standard(Caen17xxModel.X720, true)
                .decode(words("A0000006 00000001 00000003 00000000 03002001 00140100"));
        assertThat(heard.events).containsExactly("1 #3 t0: 1 2 3 4 5;");
    }

    @Test
    void fillsSuppressedStretches() {
        // two words good, one skipped, one good: 8 samples, 2 of them the fill
        standard(Caen17xxModel.X720, false)
                .decode(
                        words(
                                "A000000B 01000001 00000004 00000000 00000007 80000002 00020001"
                                        + " 00040003 00000001 80000001 00060005"));
        assertThat(heard.events).containsExactly("1 #4 t0: 1 2 3 4 7FF 7FF 5 6;");
        assertThat(heard.faults).isEmpty();
    }

    @Test
    void refusesACoupleThatIsNoMultipleOfItsEvents() {
        new PsdDecoder(heard)
                .decode(
                        words(
                                "A000000A 00000002 00000001 00000000 80000006 72000000 80000064"
                                        + " 00010200 138803E8 00000000"));
        assertThat(heard.events).isEmpty();
        assertThat(heard.faults).containsExactly(FrameFault.LENGTH);
    }

    @Test
    void saysWhatIsWrongWithABlock() {
        EventDecoder decoder = standard(Caen17xxModel.X730, false);
        decoder.decode(words("B0000004 00000000 00000000 00000000"));
        decoder.decode(words("A0000003 00000000 00000000"));
        decoder.decode(words("A0000009 00000000 00000000 00000000"));
        decoder.decode(words("A0000005 00000003 00000000 00000000 00000000"));
        decoder.decode(words("A0000004 00000000 00000000 00000000").limit(15));
        assertThat(heard.events).isEmpty();
        assertThat(heard.faults)
                .containsExactly(
                        FrameFault.FRAMING,
                        FrameFault.LENGTH,
                        FrameFault.LENGTH,
                        FrameFault.LENGTH,
                        FrameFault.LENGTH);
    }

    @Property(tries = 200)
    void readsWhatTheEncoderWrites(
            @ForAll @IntRange(min = 1, max = 0xFFFF) int mask,
            @ForAll @IntRange(min = 0, max = 20) int pairs,
            @ForAll @IntRange(min = 0) int counter,
            @ForAll long seed) {
        int channels = Integer.bitCount(mask);
        int samples = 2 * pairs;
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer block =
                ByteBuffer.allocate(EventEncoder.bytes(channels, samples))
                        .order(ByteOrder.LITTLE_ENDIAN);
        EventEncoder.header(block, 3, mask, samples, counter, counter);
        StringBuilder expected =
                new StringBuilder(String.format("%X #%d t%X:", mask, counter & 0xFF_FFFF, counter));
        for (int channel = 0; channel < channels; channel++) {
            char[] trace = new char[samples];
            for (int i = 0; i < samples; i++) {
                trace[i] = (char) random.nextInt(1 << 14);
                expected.append(String.format(" %X", (int) trace[i]));
            }
            expected.append(';');
            EventEncoder.samples(block, trace, samples);
        }
        Heard here = new Heard();
        new EventDecoder(Caen17xxModel.X730, false, 0, here).decode(block.flip());
        assertThat(here.events).containsExactly(expected.toString());
        assertThat(here.faults).isEmpty();
    }

    @Property(tries = 200)
    void readsTheHitsThatTheEncoderWrites(
            @ForAll @IntRange(min = 1, max = 0xFFFF) int mask,
            @ForAll @IntRange(min = 0, max = 5) int eights,
            @ForAll @LongRange(min = 0, max = (1L << 48)) long time,
            @ForAll boolean extended) {
        List<Integer> channels =
                IntStream.range(0, 16).filter(c -> (mask >>> c & 1) != 0).boxed().toList();
        int samples = 8 * eights;
        PsdEncoder encoder = new PsdEncoder(channels, samples, extended);
        ByteBuffer block = ByteBuffer.allocate(encoder.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        encoder.begin(block, time, time, true);
        List<String> expected = new ArrayList<>();
        for (int channel : channels) {
            char[] trace = new char[samples];
            Arrays.fill(trace, (char) (100 + channel));
            encoder.hit(block, time, 17, trace, 40_000 + channel, 20_000 + channel);
            expected.add(
                    String.format(
                            "ch%d t%d+%d long %d short %d samples %d",
                            channel,
                            time & (1L << (extended ? 47 : 31)) - 1,
                            extended ? 17 : 0,
                            40_000 + channel,
                            20_000 + channel,
                            samples));
        }
        assertThat(block.remaining()).isZero();
        Heard here = new Heard();
        new PsdDecoder(here).decode(block.flip());
        assertThat(here.events).isEqualTo(expected);
        assertThat(here.faults).isEmpty();
    }

    @Property(tries = 2000)
    void survivesAnyBytes(@ForAll @Size(max = 400) byte[] bytes, @ForAll boolean begins) {
        if (begins && bytes.length >= 8) { // so that it gets past the first word
            bytes[3] = (byte) 0xA0;
            bytes[2] = 0;
            bytes[1] = 0;
            bytes[0] = (byte) (bytes.length / 4);
        }
        Heard here = new Heard();
        ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        new EventDecoder(Caen17xxModel.X720, false, 0x7FF, here).decode(block.rewind());
        assertThat(block.remaining()).isZero();
        new EventDecoder(Caen17xxModel.X720, true, 0x7FF, here).decode(block.rewind());
        new PsdDecoder(here).decode(block.rewind());
        assertThat(block.remaining()).isZero();
    }

    private EventDecoder standard(Caen17xxModel model, boolean packed) {
        return new EventDecoder(model, packed, 0x7FF, heard);
    }

    private static ByteBuffer words(String text) {
        String[] words = text.split(" ");
        ByteBuffer block = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (String word : words) {
            block.putInt(Integer.parseUnsignedInt(word, 16));
        }
        return block.flip();
    }
}
