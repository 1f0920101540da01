package cevns.drivers.slowcontrol.tpg;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Decimal;

/**
 * The exchange with a Pfeiffer TPG 261, 262 or 256 (serial-slow-control.md §9): a mnemonic is
 * acknowledged, its answer must be fetched.
 *
 * <pre>
 *  ▶ PR1 CR LF
 *  ◀ ACK CR LF                 06 0D 0A; NAK 15 0D 0A: no such mnemonic
 *  ▶ ENQ                       05
 *  ◀ 0,+1.2340E-06 CR LF       status, pressure
 *
 *  ▶ ETX                       03: begin anew, and end continuous output
 * </pre>
 *
 * Status: 0 good, 1 under range, 2 over range, 3 sensor error, 4 sensor off, 5 no sensor, 6
 * identification error.
 */
final class TpgLine {

    static final byte ETX = 0x03;
    static final byte ENQ = 0x05;
    static final byte ACK = 0x06;
    static final byte NAK = 0x15;

    private static final int HIGHEST_STATUS = 6;
    private static final double TORR_MBAR = 101_325.0 / 760 / 100;

    private TpgLine() {}

    /**
     * A pressure.
     *
     * @param status 0…6
     * @param value in the unit that the device is set to
     */
    record Pressure(int status, double value) {

        /**
         * Reads the answer to {@code PRn}.
         *
         * @throws BadAnswer if it is none
         */
        static Pressure parse(String answer) throws BadAnswer {
            String[] parts = answer.split(",", -1);
            if (parts.length != 2) {
                throw BadAnswer.garbage(FrameFault.PROTOCOL, "'" + answer + "' is no pressure");
            }
            int status = Decimal.whole(parts[0].strip());
            if (status > HIGHEST_STATUS) {
                throw BadAnswer.garbage(FrameFault.VALUE, "status " + status + " of a gauge");
            }
            return new Pressure(status, Decimal.parse(parts[1].strip()));
        }
    }

    /**
     * What one unit of the device is in mbar.
     *
     * @param answer to {@code UNI}: 0 mbar, 1 Torr, 2 Pa
     * @throws BadAnswer if it is none of them
     */
    static double unitMbar(String answer) throws BadAnswer {
        int unit = Decimal.whole(answer.strip());
        return switch (unit) {
            case 0 -> 1;
            case 1 -> TORR_MBAR;
            case 2 -> 0.01;
            default -> throw BadAnswer.garbage(FrameFault.VALUE, "unit " + unit);
        };
    }

    /**
     * Checks the answer to a mnemonic.
     *
     * @param raw with its end
     * @throws BadAnswer if it is not acknowledged
     */
    static void acknowledged(String mnemonic, byte[] raw) throws BadAnswer {
        boolean alone = raw.length == 3 && raw[1] == '\r';
        if (alone && raw[0] == NAK) {
            throw BadAnswer.refusal("the unit does not know " + mnemonic);
        }
        if (!alone || raw[0] != ACK) {
            throw BadAnswer.garbage(FrameFault.FRAMING, "neither ACK nor NAK to " + mnemonic);
        }
    }
}
