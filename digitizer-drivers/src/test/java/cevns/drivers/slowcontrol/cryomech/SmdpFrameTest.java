package cevns.drivers.slowcontrol.cryomech;

import static cevns.drivers.slowcontrol.Answers.assertGarbage;
import static cevns.drivers.slowcontrol.Answers.assertTame;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** SMDP; expected bytes from the test vectors of serial-slow-control.md §7.1. */
class SmdpFrameTest {

    private static final String RUNNING = "02 10 80 63 5f 95 00 3e 37 0d";
    private static final String COOLANT_IN = "02 10 80 63 07 31 8f 00 38 3f 0d";
    private static final String COOLANT_IN_215 = "02 10 89 63 07 31 8f 00 00 00 00 d7 36 3f 0d";
    private static final String START = "02 10 80 61 d5 01 00 00 00 00 01 3c 38 0d";

    @Test
    void asksAsTheVectorsSay() {
        assertThat(SmdpFrame.question(0x10, 0x5F95, 0).encode()).isEqualTo(hex(RUNNING));
        assertThat(SmdpFrame.question(0x10, 0x0D8F, 0).encode())
                .as("0D in the hash is escaped")
                .isEqualTo(hex(COOLANT_IN));
    }

    @Test
    void readsTheReplyOfTheVectors() throws BadAnswer {
        SmdpFrame question = SmdpFrame.question(0x10, 0x0D8F, 0);
        SmdpFrame reply = SmdpFrame.decode(hex(COOLANT_IN_215));
        assertThat(reply.value(question) * SmdpQuantity.COOLANT_IN.scale).isEqualTo(21.5);
        assertThat(SmdpFrame.reply(0x10, 0x0D8F, 0, 215).encode()).isEqualTo(hex(COOLANT_IN_215));
    }

    @Test
    void passesOverWhatStandsBeforeAFrame() throws BadAnswer {
        SmdpFrame frame = SmdpFrame.decode(hex("ff 02 10 89 " + COOLANT_IN_215));
        assertThat(frame.value(SmdpFrame.question(0x10, 0x0D8F, 0))).isEqualTo(215);
    }

    @Test
    void readsAValueAsABigEndianInteger() throws BadAnswer {
        SmdpFrame question = SmdpFrame.question(0x10, 0x454C, 0);
        byte[] bytes = SmdpFrame.reply(0x10, 0x454C, 0, -123_456_789).encode();
        assertThat(SmdpFrame.decode(bytes).value(question)).isEqualTo(-123_456_789);
    }

    @Test
    void refusesDamage() {
        assertGarbage(FrameFault.FRAMING, () -> SmdpFrame.decode(hex("10 89 0d")));
        assertGarbage(FrameFault.FRAMING, () -> SmdpFrame.decode(hex("02 0d")));
        assertGarbage(FrameFault.FRAMING, () -> SmdpFrame.decode(hex("02 10 89 63 36 3f")));
        assertGarbage(FrameFault.LENGTH, () -> SmdpFrame.decode(hex("02 07 30 31 30 0d")));
        assertGarbage(
                FrameFault.CHECKSUM,
                () -> SmdpFrame.decode(hex(RUNNING.replace("37 0d", "36 0d"))));
        assertGarbage(FrameFault.VALUE, () -> SmdpFrame.decode(hex("02 10 89 07 33 00 30 30 0d")));
        assertGarbage(FrameFault.VALUE, () -> SmdpFrame.decode(hex("02 10 89 07 30 30 0d")));
    }

    @Test
    void refusesAnAnswerToAnotherQuestion() {
        SmdpFrame asked = SmdpFrame.question(0x10, 0xAA50, 0);
        assertGarbage(
                FrameFault.PROTOCOL, () -> SmdpFrame.decode(hex(COOLANT_IN_215)).value(asked));
        assertGarbage(FrameFault.PROTOCOL, () -> SmdpFrame.decode(hex(RUNNING)).value(asked));
        assertGarbage(FrameFault.PROTOCOL, () -> SmdpFrame.reply(0x11, 0xAA50, 0, 1).value(asked));
        assertGarbage(FrameFault.PROTOCOL, () -> SmdpFrame.reply(0x10, 0xAA50, 1, 1).value(asked));
    }

    @Property(tries = 500)
    void readsEveryFrameThatItWrites(
            @ForAll @IntRange(min = 0x10, max = 0xFE) int address,
            @ForAll @IntRange(max = 0xFF) int command,
            @ForAll @Size(max = 40) byte[] data)
            throws BadAnswer {
        byte[] bytes = new SmdpFrame(address, command, data).encode();
        SmdpFrame read = SmdpFrame.decode(bytes);
        assertThat(read.address()).isEqualTo(address);
        assertThat(read.command()).isEqualTo(command);
        assertThat(read.data()).isEqualTo(data);
        assertThat(SmdpFrame.END.length(bytes, bytes.length)).isEqualTo(bytes.length);
        for (int i = 1; i < bytes.length - 1; i++) {
            assertThat(bytes[i]).isNotIn((byte) 0x02, (byte) 0x0D);
        }
    }

    @Property(tries = 500)
    void throwsNothingElseWhateverComes(@ForAll byte[] bytes) {
        assertTame(() -> SmdpFrame.decode(bytes));
        byte[] framed = new byte[bytes.length + 2];
        System.arraycopy(bytes, 0, framed, 1, bytes.length);
        framed[0] = 0x02;
        framed[framed.length - 1] = 0x0D;
        assertTame(() -> SmdpFrame.decode(framed));
    }

    @Test
    void emulatesACompressorThatCanBeStartedAndStopped() throws BadAnswer {
        Compressor compressor = Compressor.read(Configs.parse("", "test"), 0);
        SmdpEmulator device = new SmdpEmulator(0x10, compressor);
        SmdpFrame running = SmdpFrame.question(0x10, 0x5F95, 0);
        assertThat(SmdpFrame.decode(device.answer(hex(RUNNING), 0)).value(running)).isEqualTo(1);
        SmdpFrame stop = new SmdpFrame(0x10, 0x80, hex("61 c5 98 00 00 00 00 01"));
        assertThat(device.answer(stop.encode(), 0)).isNotEmpty();
        assertThat(SmdpFrame.decode(device.answer(hex(RUNNING), 0)).value(running)).isZero();
        device.answer(hex(START), 0);
        assertThat(SmdpFrame.decode(device.answer(hex(RUNNING), 0)).value(running)).isEqualTo(1);
        assertThat(device.answer(hex(RUNNING.replace("37", "38")), 0)).isEmpty();
        assertThat(new SmdpEmulator(0x11, compressor).answer(hex(RUNNING), 0)).isEmpty();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
