package cevns.drivers.sis3316;

import static org.assertj.core.api.Assertions.assertThat;

import cevns.drivers.emulation.EmulatedSignals;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A hit made of a repeated trace is the one that the board would have made of it anew. */
class RepeatedHitsTest {

    private static final int PERIOD_NS = 40_000;
    private static final int CHANNEL = 2;
    private static final int WORDS = 40_000;
    private static final long START_NS = 1_700_000_000_000_000_000L;

    /** Steps of three heights in one channel, each of them made once and repeated. */
    private static final class Steps implements EmulatedSignals {

        private final boolean tells;
        private long happened;
        private int fills;

        Steps(boolean tells) {
            this.tells = tells;
        }

        @Override
        public long nextNs() {
            return START_NS + 1 + happened * PERIOD_NS;
        }

        @Override
        public int nextInput() {
            return CHANNEL;
        }

        @Override
        public void fill(int channel, char[] samples, int n, double fromNs, double sampleNs) {
            fills++;
            Arrays.fill(samples, 0, n, (char) 1000);
            int height = 500 + 100 * (int) (happened % 3);
            Arrays.fill(samples, n / 2, n, (char) (1000 + height));
        }

        @Override
        public int repeated(int channel) {
            return tells ? (int) (happened % 3) : -1;
        }

        @Override
        public void advance() {
            happened++;
        }
    }

    private long nowNs = START_NS;

    private BoardAcquisition board(Steps steps) {
        nowNs = START_NS;
        BoardAcquisition board =
                new BoardAcquisition(Boards.NEW, steps, () -> nowNs, new SentHits());
        BoardRegisters registers = board.registers();
        int base = Registers.base(0);
        registers.write(base + Registers.EVENT, Registers.EVENT_INTERNAL << 8 * CHANNEL);
        int fir = base + Registers.FIR_STEP * CHANNEL;
        registers.write(fir + Registers.FIR_SETUP, 4 << 12 | 8);
        registers.write(fir + Registers.FIR_THRESHOLD, Registers.FIR_ENABLE | 1 << 27 | 2000);
        registers.write(base + Registers.FORMAT, 0xF << 8 * CHANNEL);
        registers.write(base + Registers.RAW, 64 << 16);
        registers.write(base + Registers.PRE_TRIGGER, 16);
        registers.write(base + Registers.GATE, 64);
        registers.write(Registers.KEY_ARM_BANK_1, 0);
        return board;
    }

    private void run(BoardAcquisition board, int hits) {
        nowNs += (long) hits * PERIOD_NS;
        board.act();
    }

    private static ByteBuffer bank(BoardAcquisition board) {
        ByteBuffer words = ByteBuffer.allocate(4 * WORDS).order(ByteOrder.LITTLE_ENDIAN);
        board.memory().copy(CHANNEL, 0, 0, WORDS, words);
        return words.flip();
    }

    @Test
    void theWordsAreThoseOfHitsMadeAnewWhateverTheSettings() {
        ByteBuffer[] banks = new ByteBuffer[2];
        int[] fills = new int[2];
        for (int i = 0; i < 2; i++) {
            Steps steps = new Steps(i == 0);
            BoardAcquisition board = board(steps);
            run(board, 30);
            // Every hit is piled up from here on, and none with the setting before is of use.
            board.registers().write(Registers.base(0) + Registers.PILE_UP, 0xFFFF);
            run(board, 1);
            board.registers().write(Registers.base(0) + Registers.PILE_UP, 0);
            run(board, 30);
            board.registers().write(Registers.base(0) + Registers.FORMAT, 0x2 << 8 * CHANNEL);
            run(board, 30);
            assertThat(board.hits()).isEqualTo(91);
            banks[i] = bank(board);
            fills[i] = steps.fills;
        }
        assertThat(banks[0]).isEqualTo(banks[1]);
        assertThat(fills[1]).isEqualTo(91);
        assertThat(fills[0])
                .as("three traces, by three settings, and a piled-up hit")
                .isEqualTo(10);
    }

    @Test
    void aRepeatedHitHasItsOwnTimeAndPileUp() {
        BoardAcquisition board = board(new Steps(true));
        run(board, 9);
        BoardRegisters registers = board.registers();
        ChannelSetup setup = new ChannelSetup(CHANNEL, registers::stored, true);
        Sis3316Hit hit = new Sis3316Hit();
        ByteBuffer words = bank(board);
        int length = hit.wrap(words, 0, words.remaining(), 0);
        byte[] first = new byte[length];
        words.get(0, first);
        ByteBuffer out = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
        RepeatedHits.Hit made = new RepeatedHits.Hit(setup, false, 0, first);
        made.put(0x1234_5678_9ABCL, true, out);
        made.put(7, false, out);
        hit.wrap(out, 0, length, 0);
        assertThat(hit.timestamp()).isEqualTo(0x1234_5678_9ABCL);
        assertThat(hit.channelId()).isEqualTo(CHANNEL);
        assertThat(hit.pileUp()).isTrue();
        assertThat(hit.information()).isEqualTo(0x10);
        hit.wrap(out, length, length, 0);
        assertThat(hit.timestamp()).isEqualTo(7);
        assertThat(hit.pileUp()).isFalse();
        assertThat(hit.information()).isZero();
    }
}
