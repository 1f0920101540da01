package cevns.drivers.sis3316;

import cevns.daq.config.ConfigTree;

/**
 * What an emulated board is.
 *
 * @param ids false for firmware without packet identifiers
 * @param fourteenBits true for the 250 MS/s board of 14 bits, false for the 125 MS/s one of 16
 * @param jumbo true when it can send jumbo frames
 * @param bankWords words in a bank of a channel, up to 2^24
 * @param temperature of the board [°C]
 * @param busyReads how often the transfer logic reads busy after it was reset
 */
public record Sis3316EmulatorOptions(
        boolean ids,
        boolean fourteenBits,
        boolean jumbo,
        int bankWords,
        double temperature,
        int busyReads) {

    private static final int BANK_WORDS = 1 << 24;
    private static final int NEW_MODULE = 0x3316_200B;
    private static final int OLD_MODULE = 0x3316_2007;
    private static final int FIRMWARE_14 = 0x0250_0004;
    private static final int FIRMWARE_16 = 0x0125_0004;

    private enum Type {
        ADC_250_14,
        ADC_125_16
    }

    /**
     * Reads the options of an emulator strictly; problems go where the tree puts them. Nothing need
     * stand there: then it is a 16-bit board.
     */
    public static Sis3316EmulatorOptions read(ConfigTree tree) {
        return new Sis3316EmulatorOptions(
                tree.flag("identifiers", true),
                tree.choice("type", Type.class, Type.ADC_125_16) == Type.ADC_250_14,
                tree.flag("jumbo", true),
                tree.count("bank_words", 1024, BANK_WORDS, BANK_WORDS),
                tree.number("temperature_degc", -50, 120, 32),
                tree.count("busy_reads", 0, 1000, 0));
    }

    /** Register 0x4. */
    int module() {
        return ids ? NEW_MODULE : OLD_MODULE;
    }

    /** Register 0x100 of each group. */
    int firmware() {
        return fourteenBits ? FIRMWARE_14 : FIRMWARE_16;
    }

    /** Bits of a sample. */
    int adcBits() {
        return fourteenBits ? 14 : 16;
    }
}
