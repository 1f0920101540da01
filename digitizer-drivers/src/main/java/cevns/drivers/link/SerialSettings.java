package cevns.drivers.link;

import cevns.daq.config.ConfigTree;

/**
 * How a serial line is set.
 *
 * @param baud [bit/s]
 * @param dataBits 7 or 8
 * @param parity of each character
 * @param stopBits 1 or 2
 * @param flow who may hold whom back
 */
public record SerialSettings(int baud, int dataBits, Parity parity, int stopBits, Flow flow) {

    /** The parity bit of a character. */
    public enum Parity {
        /** There is none. */
        NONE,
        /** The number of ones is odd. */
        ODD,
        /** The number of ones is even. */
        EVEN
    }

    /** Flow control. */
    public enum Flow {
        /** None. */
        NONE,
        /** The characters 0x11 and 0x13; they are swallowed, so never with a binary protocol. */
        XON_XOFF,
        /** The lines RTS and CTS. */
        RTS_CTS
    }

    /** Eight data bits, no parity, one stop bit, no flow control. */
    public static SerialSettings of8N1(int baud) {
        return new SerialSettings(baud, 8, Parity.NONE, 1, Flow.NONE);
    }

    /** Seven data bits, odd parity, one stop bit, no flow control. */
    public static SerialSettings of7O1(int baud) {
        return new SerialSettings(baud, 7, Parity.ODD, 1, Flow.NONE);
    }

    /**
     * Reads the keys {@code baud, data_bits, parity, stop_bits, flow}; what is absent is as here.
     */
    public SerialSettings read(ConfigTree tree) {
        return new SerialSettings(
                tree.count("baud", 50, 4_000_000, baud),
                tree.count("data_bits", 7, 8, dataBits),
                tree.choice("parity", Parity.class, parity),
                tree.count("stop_bits", 1, 2, stopBits),
                tree.choice("flow", Flow.class, flow));
    }

    /** The usual short form: {@code 9600 8N1}. */
    @Override
    public String toString() {
        return baud + " " + dataBits + parity.name().charAt(0) + stopBits;
    }
}
