package cevns.drivers.sis3316;

/** The Si570 oscillator of an emulated board and the I2C bus in front of it: register 0x40. */
final class BoardOscillator {

    private static final int POWER_UP_DIVIDER = 0x21;
    private static final int SECOND_BYTE = 0xC2;
    private static final int NEW_FREQUENCY = 0x40;

    private final int[] registers = new int[256];
    private int last;
    private int bytes;
    private boolean reading;
    private boolean mine;
    private int pointer;
    private int divider;

    BoardOscillator() {
        registers[Oscillator.DIVIDER] = POWER_UP_DIVIDER;
        registers[Oscillator.DIVIDER + 1] = SECOND_BYTE;
        divider = POWER_UP_DIVIDER;
    }

    /** One step on the bus. */
    void write(int value) {
        last = value & 0xFF;
        if ((value & (Oscillator.START | Oscillator.REPEATED_START)) != 0) {
            bytes = 0;
            reading = false;
            mine = false;
        } else if ((value & Oscillator.WRITE) != 0) {
            last |= byteIn(value & 0xFF) ? Oscillator.ACK : 0;
        } else if ((value & Oscillator.READ) != 0) {
            last = mine && reading ? registers[pointer & 0xFF] : 0xFF;
            pointer++;
        }
    }

    /** Takes a byte; true when it is acknowledged. */
    private boolean byteIn(int value) {
        if (bytes == 0) {
            mine = (value & 0xFE) == Oscillator.WRITE_ADDRESS;
            reading = value == Oscillator.READ_ADDRESS;
        } else if (mine && !reading && bytes == 1) {
            pointer = value;
        } else if (mine && !reading) {
            set(pointer++ & 0xFF, value);
        }
        bytes++;
        return mine;
    }

    private void set(int register, int value) {
        registers[register] = value;
        if (register == Oscillator.CONTROL && (value & NEW_FREQUENCY) != 0) {
            divider = registers[Oscillator.DIVIDER];
            registers[register] = value & ~NEW_FREQUENCY;
        }
    }

    /** What register 0x40 reads: never busy. */
    int read() {
        return last;
    }

    /** The frequency that it runs at [MHz]. */
    double mhz() {
        for (double mhz : new double[] {250, 125, 62.5}) {
            if (Oscillator.divider(mhz) == divider) {
                return mhz;
            }
        }
        return 125;
    }
}
