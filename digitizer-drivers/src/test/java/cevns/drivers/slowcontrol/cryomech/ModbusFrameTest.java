package cevns.drivers.slowcontrol.cryomech;

import static cevns.drivers.slowcontrol.Answers.assertGarbage;
import static cevns.drivers.slowcontrol.Answers.assertRefusal;
import static cevns.drivers.slowcontrol.Answers.assertTame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Modbus; expected bytes from serial-slow-control.md §7.2. */
class ModbusFrameTest {

    private static final ModbusFrame RTU = ModbusFrame.RTU;
    private static final ModbusFrame TCP = ModbusFrame.TCP;

    @Test
    void asksAsTheDocumentSays() {
        assertThat(RTU.question(1, 16, 1, 55)).isEqualTo(hex("10 04 00 01 00 37 e3 5d"));
        assertThat(RTU.question(1, 16, 1, 33)).isEqualTo(hex("10 04 00 01 00 21 62 93"));
        assertThat(RTU.frame(0, hex("10 06 00 01 00 01")))
                .isEqualTo(hex("10 06 00 01 00 01 1a 8b"));
        assertThat(RTU.frame(0, hex("10 06 00 01 ff ff")))
                .isEqualTo(hex("10 06 00 01 ff ff da fb"));
        assertThat(TCP.question(0x0102, 16, 1, 33))
                .isEqualTo(hex("01 02 00 00 00 06 10 04 00 01 00 21"));
    }

    @Test
    void computesTheChecksumOfTheStandard() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(ModbusFrame.crc(digits, 0, digits.length)).isEqualTo(0x4B37);
    }

    @Test
    void readsFloatsWithTheLowWordFirst() throws BadAnswer {
        // 21.5 is 0x41AC0000.
        Registers registers = new Registers(ByteBuffer.wrap(hex("0000 41ac 00d7")));
        assertThat(registers.real(1)).isEqualTo(21.5);
        assertThat(registers.tenths(3)).isEqualTo(21.5);
        Registers infinite = new Registers(ByteBuffer.wrap(hex("0000 7f80")));
        assertGarbage(FrameFault.VALUE, () -> infinite.real(1));
    }

    @Test
    void convertsUnits() throws BadAnswer {
        assertThat(Registers.celsius(212, 0)).isCloseTo(100, within(1e-12));
        assertThat(Registers.celsius(293.15, 2)).isCloseTo(20, within(1e-9));
        assertThat(Registers.bar(14.5037738, 0)).isCloseTo(1, within(1e-8));
        assertThat(Registers.bar(250, 2)).isEqualTo(2.5);
        assertGarbage(FrameFault.VALUE, () -> Registers.bar(1, 3));
        assertGarbage(FrameFault.VALUE, () -> Registers.celsius(1, 3));
    }

    @Test
    void tellsANoFromDamage() {
        byte[] question = RTU.question(1, 16, 1, 33);
        assertRefusal("error 2", () -> RTU.registers(question, RTU.frame(1, hex("10 84 02"))));
        byte[] damaged = RTU.frame(1, hex("10 04 02 00 01"));
        damaged[3] ^= 1;
        assertGarbage(FrameFault.CHECKSUM, () -> RTU.registers(question, damaged));
        assertGarbage(FrameFault.LENGTH, () -> RTU.registers(question, hex("10 04")));
        assertGarbage(
                FrameFault.PROTOCOL,
                () -> RTU.registers(question, RTU.frame(1, hex("10 04 02 00 01"))));
        assertGarbage(
                FrameFault.PROTOCOL,
                () -> RTU.registers(question, RTU.frame(1, hex("11 04 02 00 01"))));
        byte[] overTcp = TCP.question(7, 16, 1, 1);
        assertGarbage(
                FrameFault.PROTOCOL,
                () -> TCP.registers(overTcp, TCP.frame(8, hex("10 04 02 00 01"))));
    }

    @Test
    void refusesATcpLengthThatNoReplyHas() {
        byte[] header = hex("00 01 00 00 ff ff");
        assertThat(TCP.replyEnd().length(header, header.length)).isNegative();
        byte[] other = hex("00 01 00 07 00 05");
        assertThat(TCP.replyEnd().length(other, other.length)).isNegative();
    }

    @Property(tries = 300)
    void findsTheEndOfEveryReplyAndReadsIt(
            @ForAll @IntRange(min = 1, max = 60) int count, @ForAll @IntRange(max = 255) int fill)
            throws BadAnswer {
        for (ModbusFrame framing : ModbusFrame.values()) {
            byte[] body = new byte[3 + 2 * count];
            Arrays.fill(body, (byte) fill);
            body[0] = 16;
            body[1] = 4;
            body[2] = (byte) (2 * count);
            byte[] reply = framing.frame(9, body);
            for (int n = 1; n < reply.length; n++) {
                assertThat(framing.replyEnd().length(reply, n)).isZero();
            }
            assertThat(framing.replyEnd().length(reply, reply.length)).isEqualTo(reply.length);
            Registers read = framing.registers(framing.question(9, 16, 1, count), reply);
            assertThat(read.word(count)).isEqualTo(fill << 8 | fill);
        }
    }

    @Property(tries = 500)
    void throwsNothingElseWhateverComes(@ForAll @Size(min = 1, max = 300) byte[] bytes) {
        for (ModbusFrame framing : ModbusFrame.values()) {
            byte[] question = framing.question(1, 16, 1, 33);
            assertTame(() -> framing.registers(question, bytes));
            assertThat(framing.replyEnd().length(bytes, bytes.length))
                    .isLessThanOrEqualTo(bytes.length);
        }
    }

    @Test
    void emulatesBothMaps() throws BadAnswer {
        Compressor compressor = Compressor.read(Configs.parse("", "test"), 0);
        for (boolean large : new boolean[] {false, true}) {
            ModbusEmulator device = new ModbusEmulator(RTU, 16, large, compressor);
            int count = ModbusCompressor.registers(large);
            byte[] question = RTU.question(1, 16, 1, count);
            Registers read = RTU.registers(question, device.answer(question, 0));
            assertThat(read.word(1)).as("running").isEqualTo(3);
            assertThat(read.real(7)).as("coolant in").isCloseTo(18, within(0.001));
            assertThat(read.real(23)).as("delta").isCloseTo(14, within(0.001));
            byte[] beyond = RTU.question(1, 16, 1, count + 1);
            assertRefusal("error 2", () -> RTU.registers(beyond, device.answer(beyond, 0)));
        }
    }

    @Test
    void emulatesStartAndStop() throws BadAnswer {
        Compressor compressor = Compressor.read(Configs.parse("", "test"), 0);
        ModbusEmulator device = new ModbusEmulator(RTU, 16, true, compressor);
        byte[] stop = hex("10 06 00 01 ff ff da fb");
        assertThat(device.answer(stop, 0)).as("echo").isEqualTo(stop);
        assertThat(compressor.running()).isFalse();
        device.answer(hex("10 06 00 01 00 01 1a 8b"), 0);
        assertThat(compressor.running()).isTrue();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
