package cevns.drivers.sis3316;

/** What hangs on the serial buses of one group of an emulated board: two ADC chips, a DAC. */
final class BoardChips {

    private static final int TRANSFER = 0xFF;
    private static final int WRITES = 2;
    private static final int READS = 3;

    private final int[][] staged = new int[2][0x2000];
    private final int[][] registers = new int[2][0x2000];
    private int spi;
    private int read;
    private int dac;

    /** A word to the ADC chips. */
    void writeSpi(int word) {
        spi = word;
        int chip = word >>> 22 & 1;
        int register = word >>> 8 & 0x1FFF;
        int command = word >>> 30;
        if (command == READS) {
            read = registers[chip][register];
        } else if (command == WRITES) {
            staged[chip][register] = word & 0xFF;
            if (register == TRANSFER) {
                System.arraycopy(staged[chip], 0, registers[chip], 0, registers[chip].length);
            }
        }
    }

    /** The last word, as written. */
    int spi() {
        return spi;
    }

    /** What the last reading word has read. */
    int spiRead() {
        return read;
    }

    /** A word to the DAC. */
    void writeDac(int word) {
        dac = word;
    }

    /** The last word, as written. */
    int dac() {
        return dac;
    }
}
