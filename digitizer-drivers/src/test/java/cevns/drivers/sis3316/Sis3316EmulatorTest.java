package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.RawBoardClient.number;
import static cevns.drivers.sis3316.RawBoardClient.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The emulated board, seen by a client that has only read the document. */
class Sis3316EmulatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ARMED = 1 << 16;
    private static final int BANK_2 = 1 << 17;

    private Sis3316Emulator board;
    private RawBoardClient client;

    @BeforeEach
    void start() {
        board = Boards.start(Boards.NEW, 16, 5_000_000);
        client = new RawBoardClient(board.address());
    }

    @AfterEach
    void close() {
        client.close();
        board.close();
    }

    @Test
    void answersTheExampleOfTheDocument() {
        assertThat(client.ask("10 2A 04 00 00 00")).isEqualTo("102A040000000B201633");
        client.grant();
        assertThat(client.ask("10 2A 10 00 00 00")).isEqualTo("102A1000000001001100");
        assertThat(client.ask("20 2B 00 00 60 00 00 00")).hasSize(14).startsWith("202B80");
        assertThat(client.ask("21 2C 00 00 20 04 00 00 00 00 00 00")).isEqualTo("212C00");
    }

    @Test
    void refusesWithoutGrant() {
        assertThat(client.write(0x420, 0)).isEqualTo(0x10);
        assertThat(client.read(0x60) & ARMED).isZero();
        assertThat(client.ask("20 2B 00 00 04 10 00 00")).startsWith("202B90");
        client.grant();
        assertThat(client.write(0x1004, 5)).isZero();
        assertThat(client.read(0x1004)).isEqualTo(5);
        client.send("11 10 00 00 00 00 00 00 00");
        assertThat(client.write(0x1004, 6)).isEqualTo(0x10);
        client.send("11 10 00 00 00 00 00 00 80");
        client.grant();
        assertThat(client.read(0x1004)).isEqualTo(5);
    }

    @Test
    void saysThatItIsSimulatedByItsSerialNumber() {
        assertThat(client.read(0x28)).isZero();
        assertThat(client.read(0x20)).isEqualTo(32 * 4);
    }

    @Test
    void callsWhatIsNoRequestMalformed() {
        assertThat(client.ask("20 2B 05 00 60 00 00 00").substring(4)).isIn("40", "C0");
        assertThat(client.ask("20 2B 00 00 10 00 00 00").substring(4, 6)).isIn("40", "C0");
        assertThat(client.ask("77 33")).startsWith("7733");
        client.patience(100);
        client.send("11 10 00 00 00 01 00 00");
        assertThat(client.receive()).isNull();
        client.patience(2000);
        assertThat(client.ask("10 2A 10 00 00 00")).isEqualTo("102A1000000000000000");
    }

    @Test
    void repeatsItsLastAnswer() {
        String answer = client.ask("20 77 00 00 28 00 00 00");
        assertThat(client.ask("EE 99")).isEqualTo(answer);
    }

    @Test
    void remembersWhatItAnsweredLast() {
        client.ask("20 01 00 00 28 00 00 00");
        client.ask("21 02 00 00 20 04 00 00 00 00 00 00");
        assertThat(client.ask("10 03 0C 00 00 00")).isEqualTo("10030C000000" + "80201021");
    }

    @Test
    void setsAndClearsBitsOfTheControlRegister() {
        client.send("11 00 00 00 00 07 00 00 00");
        client.send("11 00 00 00 00 00 00 02 00");
        assertThat(client.ask("10 01 00 00 00 00")).isEqualTo("10010000000005000000");
    }

    @Test
    void readsBackEveryConfigurationRegisterAndZeroBefore() {
        client.grant();
        for (int group = 0; group < 4; group++) {
            for (int offset :
                    new int[] {
                        0x04, 0x10, 0x14, 0x18, 0x1C, 0x20, 0x24, 0x28, 0x2C, 0x30, 0x34, 0x38,
                        0x3C, 0x40, 0x44, 0x48, 0x70, 0x78, 0x80, 0x84, 0x88, 0x98, 0xA0, 0xBC,
                        0xC0, 0xCC, 0xD0, 0xEC
                    }) {
                int address = 0x1000 * (group + 1) + offset;
                assertThat(client.read(address)).as("0x%X", address).isZero();
                client.write(address, 0x8070_6050 + address);
                assertThat(client.read(address))
                        .as("0x%X", address)
                        .isEqualTo(0x8070_6050 + address);
            }
        }
    }

    @Test
    void clearsItsLatchedErrorsWhenTold() {
        client.grant();
        assertThat(client.read(0x1104) & 0xE0).isNotZero();
        client.write(0x1000, 0x400);
        client.write(0x438, 0);
        assertThat(client.read(0x1104)).isEqualTo(0x13_0018);
        assertThat(client.read(0xA0)).isNotEqualTo(0x1818_1818);
        client.write(0xA0, 0xE0E0_E0E0);
        assertThat(client.read(0xA0)).isEqualTo(0x1818_1818);
    }

    @Test
    void keepsWhatIsWrittenToItsChips() {
        client.grant();
        client.write(0x1008, 0x8200_0000 | 3 << 20 | 0x1234 << 4);
        assertThat(client.read(0x1108)).isEqualTo(0x8230_0000 | 0x1234 << 4);
        assertThat(client.read(0x1008)).isZero();
        client.write(0x100C, 0x8140_1404);
        client.write(0x100C, 0xC140_1400);
        assertThat(client.read(0x110C) & 0xFF).as("not taken over yet").isZero();
        client.write(0x100C, 0x8140_FF01);
        client.write(0x100C, 0xC140_1400);
        assertThat(client.read(0x110C) & 0xFF).isEqualTo(4);
        assertThat(client.read(0x100C)).isEqualTo(0xC140_1400);
    }

    /** The clock's byte lists of §3.1, step by step. */
    @Test
    void runsAtTheFrequencyThatItsOscillatorIsSetTo() {
        client.grant();
        assertThat(divider()).as("power-up").isEqualTo(0x21C2);
        int[][] lists = {
            {0xAA, 137, 0x10}, {0xAA, 13, 0x20, 0xC2}, {0xAA, 137, 0}, {0xAA, 135, 0x40}
        };
        for (int[] list : lists) {
            client.write(0x40, 1 << 9);
            for (int each : list) {
                client.write(0x40, 1 << 12 | each);
                assertThat(client.read(0x40) & 0x8000_0100).isEqualTo(0x100);
            }
            client.write(0x40, 1 << 11);
        }
        assertThat(divider()).isEqualTo(0x20C2);
        client.write(0x40, 1 << 9);
        client.write(0x40, 1 << 12 | 0x42);
        assertThat(client.read(0x40) & 0x100).as("nobody has that address").isZero();
    }

    private int divider() {
        client.write(0x40, 1 << 9);
        client.write(0x40, 1 << 12 | 0xAA);
        client.write(0x40, 1 << 12 | 13);
        client.write(0x40, 1 << 9);
        client.write(0x40, 1 << 12 | 0xAB);
        int[] bytes = new int[6];
        for (int i = 0; i < 6; i++) {
            client.write(0x40, 1 << 13 | (i < 5 ? 0x100 : 0));
            bytes[i] = client.read(0x40) & 0xFF;
        }
        client.write(0x40, 1 << 11);
        return bytes[0] << 8 | bytes[1];
    }

    /** Channel 6 of the board: group 2, parity 0, memory 2; hits of 40 words without header. */
    private void armChannel6() {
        client.grant();
        client.write(0x2014, 0xA5 << 24 | 1 << 22);
        client.write(0x2018, 200);
        client.write(0x2020, 74 << 16);
        client.write(0x2028, 20);
        client.write(0x2010, 1 << 2 + 16);
        client.write(0x2060, 4 << 12 | 8);
        client.write(0x2064, 0x8000_0000 | 0x800_0000 + 2000);
        for (int group = 0; group < 4; group++) {
            client.write(0x1018 + 0x1000 * group, 200);
        }
        client.write(0x414, 0);
        client.write(0x420, 0);
        client.write(0x41C, 0);
    }

    @Test
    void storesHitsInTheArmedBankAndSwaps() {
        armChannel6();
        assertThat(client.read(0x60) & (ARMED | BANK_2)).isEqualTo(ARMED);
        await().atMost(PATIENCE).until(() -> (client.read(0x60) & 1 << 19) != 0);
        assertThat(client.read(0x60) & 1 << 27).as("threshold of group 2").isNotZero();
        assertThat(client.read(0x60) & 1 << 25).as("threshold of group 1").isZero();
        client.write(0x424, 0);
        assertThat(client.read(0x60) & (ARMED | BANK_2)).isEqualTo(ARMED | BANK_2);
        int previous = client.read(0x2128);
        assertThat(previous & 1 << 24).as("bank 1 was closed").isZero();
        int words = previous & 0xFF_FFFF;
        assertThat(words).isGreaterThanOrEqualTo(200);
        assertThat(words % 40).isZero();
        client.write(0x84, 0);
        assertThat(client.read(0x84) & 0x8000_0000).isZero();
        client.write(0x84, 0x9000_0000);
        byte[] hit = read(0x20_0000, 40);
        assertThat(number(hit, 3) & 0xFFFF).isEqualTo(0xA56 << 4);
        assertThat(number(hit, 3 + 8)).isEqualTo(0xE000_0000 | 37);
        assertThat(number(hit, 3 + 12)).isEqualTo(1006 << 16 | 1006);
        assertThat(number(hit, 3 + 39 * 4)).isEqualTo(1506 << 16 | 1506);
        // A transfer goes on where it ended, with odd sizes too.
        assertThat(number(read(0x20_0000, 1), 3) & 0xFFFF).isEqualTo(0xA56 << 4);
        read(0x20_0000, 1);
        assertThat(number(read(0x20_0000, 3), 3)).isEqualTo(0xE000_0000 | 37);
        // An offset counts words.
        client.write(0x84, 0);
        client.write(0x84, 0x9000_0000 | 42);
        assertThat(number(read(0x20_0000, 2), 3)).isEqualTo(0xE000_0000 | 37);
    }

    private byte[] read(int fifo, int words) {
        client.send("30 55" + word(words - 1).substring(0, 4) + word(fifo));
        byte[] packet = client.receive();
        assertThat(packet).hasSize(3 + 4 * words).startsWith(0x30, 0x55);
        return packet;
    }

    @Test
    void countsThePacketsOfATransferModulo16() {
        armChannel6();
        client.write(0x84, 0x9000_0000);
        client.send("30 07" + word(360 * 17 + 5 - 1).substring(0, 4) + word(0x20_0000));
        for (int i = 0; i < 18; i++) {
            byte[] packet = client.receive();
            assertThat(packet).hasSize(i < 17 ? 1443 : 23);
            assertThat(packet[2] & 0x0F).isEqualTo(i % 16);
        }
        client.send("11 08 00 00 00 10 00 00 00");
        client.send("30 08" + word(2049 - 1).substring(0, 4) + word(0x20_0000));
        assertThat(client.receive()).hasSize(8195);
        assertThat(client.receive()).hasSize(7);
    }

    @Test
    void hasNoDataWhereNoTransferIsProgrammed() {
        client.grant();
        assertThat(client.ask("30 07 09 00 00 00 10 00").substring(0, 4)).isEqualTo("3007");
        client.write(0x80, 0);
        String answer = client.ask("30 07 09 00 00 00 10 00");
        assertThat(answer).hasSize(6);
        assertThat(Integer.parseInt(answer.substring(4), 16) & 0x20).isNotZero();
    }

    @Test
    void takesWhatIsWrittenToItsMemory() {
        client.grant();
        client.write(0x80, 0);
        client.write(0x80, 0xC200_0000 | 10);
        assertThat(client.ask("31 09 01 00 00 00 10 00 78 56 34 12 EF CD AB 89")).hasSize(6);
        client.write(0x80, 0);
        client.write(0x80, 0x8200_0000 | 10);
        byte[] words = read(0x10_0000, 2);
        assertThat(number(words, 3)).isEqualTo(0x1234_5678);
        assertThat(number(words, 7)).isEqualTo(0x89AB_CDEF);
    }

    @Test
    void storesAHitOfEachChannelForTheTriggerKey() {
        client.grant();
        client.write(0x2020, 8 << 16);
        client.write(0x2010, 0x0808_0808);
        client.write(0x60, 1 << 8);
        client.write(0x420, 0);
        client.write(0x418, 0);
        client.write(0x418, 0);
        client.write(0x424, 0);
        for (int c = 0; c < 4; c++) {
            assertThat(client.read(0x2120 + 4 * c)).isEqualTo(2 * 7 | (c & 1) << 25);
        }
        assertThat(client.read(0x1120) & 0xFF_FFFF).isZero();
    }

    @Test
    void stopsStoringAtTheThresholdWhenTold() {
        armChannel6();
        client.write(0x2018, 0x8000_0000 | 100);
        client.write(0x424, 0);
        client.write(0x420, 0);
        await().atMost(PATIENCE).until(() -> board.lostHits() > 3);
        assertThat(client.read(0x2118) & 0xFF_FFFF).as("words of three hits").isEqualTo(120);
        assertThat(board.hits()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void swapsByThePulseAtItsTriggerInput() {
        client.grant();
        client.write(0x60, 1 << 12);
        client.write(0x420, 0);
        client.write(0x428, 0);
        assertThat(client.read(0x60) & 1 << 22).isNotZero();
        await().atMost(PATIENCE).until(() -> (client.read(0x60) & BANK_2) != 0);
        await().atMost(PATIENCE).until(() -> (client.read(0x60) & BANK_2) == 0);
    }

    @Test
    void forgetsEverythingWhenItIsReset() {
        armChannel6();
        client.write(0x400, 0);
        assertThat(client.read(0x60) & ARMED).isZero();
        assertThat(client.read(0x2064)).isZero();
    }
}
