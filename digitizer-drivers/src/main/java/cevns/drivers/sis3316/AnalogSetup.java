package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Registers.ADC_SPI;
import static cevns.drivers.sis3316.Registers.DAC;
import static cevns.drivers.sis3316.Registers.GROUP_COUNT;
import static cevns.drivers.sis3316.Registers.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Offsets and ADC chips, behind a serial bus in each group; the four groups are set at the same
 * time. A word may not be repeated alone: a sequence with a lost answer is begun anew.
 */
final class AnalogSetup {

    /** The bus needs 7 µs for a word [ms]. */
    private static final int WORD_MS = 1;

    private static final int TRIES = 5;

    // Words for the DACs: internal reference, clear code at mid-scale, value.
    private static final int DAC_REFERENCE = 0x88F0_0011;
    private static final int DAC_CLEAR_CODE = 0x8500_0010;
    private static final int DAC_VALUE = 0x8200_0000;

    // Words for the ADC chips; OUTPUT must be in every one.
    static final int OUTPUT = 1 << 24;
    private static final int CHIP_2 = 1 << 22;
    private static final int SPI_WRITE = 2 << 30;
    private static final int SPI_READ = 3 << 30;
    private static final int OFFSET_BINARY = 0x1404;
    private static final int NO_STANDBY = 0x0800;
    private static final int RANGE = 0x1800;
    private static final int TAKE_OVER = 0xFF01;

    private final Sis3316Client client;
    private final Sis3316Options options;

    AnalogSetup(Sis3316Client client, Sis3316Options options) {
        this.client = client;
        this.options = options;
    }

    /** Sets the offset of every channel. */
    CompletableFuture<Void> offsets() {
        int[] offsets = new int[Registers.CHANNELS];
        Arrays.fill(offsets, 0x8000);
        options.channels().forEach(channel -> offsets[channel.number()] = channel.offset());
        return Steps.each(
                List.of(0, 1, 2, 3), c -> Steps.whole(TRIES, () -> offsetsOf(c, offsets)));
    }

    private CompletableFuture<Void> offsetsOf(int c, int[] offsets) {
        int[] values = new int[GROUP_COUNT];
        for (int group = 0; group < GROUP_COUNT; group++) {
            values[group] = DAC_VALUE | c << 20 | offsets[4 * group + c] << 4;
        }
        return toAll(DAC, all(DAC_REFERENCE))
                .thenCompose(done -> toAll(DAC, all(DAC_CLEAR_CODE | c << 20)))
                .thenCompose(done -> toAll(DAC, values));
    }

    /** Switches the ADC chips on; of a board whose chips are not AD9643 their output only. */
    CompletableFuture<Void> chips(boolean fourteenBits) {
        if (!fourteenBits) {
            return Steps.whole(TRIES, () -> toAll(ADC_SPI, all(OUTPUT)));
        }
        return Steps.whole(TRIES, this::chipsOnce)
                .thenCompose(done -> expect(NO_STANDBY, 0))
                .thenCompose(done -> expect(OFFSET_BINARY & 0xFF00, 4));
    }

    private CompletableFuture<Void> chipsOnce() {
        List<int[]> words = new ArrayList<>();
        bothChips(words, OFFSET_BINARY);
        bothChips(words, TAKE_OVER);
        bothChips(words, NO_STANDBY);
        bothChips(words, TAKE_OVER);
        int[] ranges = new int[GROUP_COUNT];
        boolean isRange = false;
        for (int group = 0; group < GROUP_COUNT; group++) {
            int code = options.groups().get(group).rangeCode();
            isRange |= code >= 0;
            ranges[group] = SPI_WRITE | OUTPUT | RANGE | Math.max(0, code);
        }
        if (isRange) {
            words.add(ranges);
            words.add(Arrays.stream(ranges).map(word -> word | CHIP_2).toArray());
            bothChips(words, TAKE_OVER);
        }
        return Steps.each(words, values -> toAll(ADC_SPI, values));
    }

    private static void bothChips(List<int[]> words, int word) {
        words.add(all(SPI_WRITE | OUTPUT | word));
        words.add(all(SPI_WRITE | OUTPUT | CHIP_2 | word));
    }

    private CompletableFuture<Void> expect(int register, int low) {
        return Steps.each(
                List.of(0, CHIP_2),
                chip ->
                        Steps.whole(
                                TRIES,
                                () ->
                                        toAll(ADC_SPI, all(SPI_READ | OUTPUT | chip | register))
                                                .thenCompose(done -> client.read(readbacks()))
                                                .thenCompose(values -> check(values, low))));
    }

    private static int[] readbacks() {
        int[] addresses = new int[GROUP_COUNT];
        Arrays.setAll(addresses, group -> base(group) + Registers.ADC_READBACK);
        return addresses;
    }

    private static CompletableFuture<Void> check(int[] values, int low) {
        for (int group = 0; group < values.length; group++) {
            if ((values[group] & 0xF) != low) {
                return Steps.refused(
                        "an ADC chip of group %d reads 0x%02X, its last digit must be %X"
                                .formatted(group + 1, values[group] & 0xFF, low));
            }
        }
        return Steps.nothing();
    }

    private CompletableFuture<Void> toAll(int register, int[] values) {
        int[] addresses = new int[GROUP_COUNT];
        Arrays.setAll(addresses, group -> base(group) + register);
        return client.writeOnce(addresses, values).thenCompose(done -> client.pause(WORD_MS));
    }

    private static int[] all(int word) {
        int[] values = new int[GROUP_COUNT];
        Arrays.fill(values, word);
        return values;
    }
}
