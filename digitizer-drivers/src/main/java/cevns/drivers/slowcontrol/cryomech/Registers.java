package cevns.drivers.slowcontrol.cryomech;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import java.nio.ByteBuffer;

/**
 * Input registers of a compressor, by their number in the manual: 1 is the first.
 *
 * @param words big-endian
 */
record Registers(ByteBuffer words) {

    private static final double PSI_BAR = 0.0689475729;

    /** A word without sign. */
    int word(int register) {
        return words.getShort(2 * (register - 1)) & 0xFFFF;
    }

    /** Two words, the low one first. */
    long bits(int register) {
        return word(register) | (long) word(register + 1) << 16;
    }

    /**
     * A 32-bit float, its low word first.
     *
     * @throws BadAnswer if it is not a number
     */
    double real(int register) throws BadAnswer {
        float value = Float.intBitsToFloat((int) bits(register));
        if (!Float.isFinite(value)) {
            throw BadAnswer.garbage(FrameFault.VALUE, "register " + register + " is " + value);
        }
        return value;
    }

    /** A word with sign, in tenths. */
    double tenths(int register) {
        return (short) word(register) / 10.0;
    }

    /**
     * A pressure in bar.
     *
     * @param unit register 29: 0 psi, 1 bar, 2 kPa
     * @throws BadAnswer if it is none of them
     */
    static double bar(double value, int unit) throws BadAnswer {
        return switch (unit) {
            case 0 -> value * PSI_BAR;
            case 1 -> value;
            case 2 -> value / 100;
            default -> throw BadAnswer.garbage(FrameFault.VALUE, "unit of pressure " + unit);
        };
    }

    /**
     * A temperature in degrees Celsius.
     *
     * @param unit register 30: 0 Fahrenheit, 1 Celsius, 2 kelvin
     * @throws BadAnswer if it is none of them
     */
    static double celsius(double value, int unit) throws BadAnswer {
        return switch (unit) {
            case 0 -> (value - 32) / 1.8;
            case 1 -> value;
            case 2 -> value - 273.15;
            default -> throw BadAnswer.garbage(FrameFault.VALUE, "unit of temperature " + unit);
        };
    }

    /** A pressure in bar from psi. */
    static double barOfPsi(double psi) {
        return psi * PSI_BAR;
    }
}
