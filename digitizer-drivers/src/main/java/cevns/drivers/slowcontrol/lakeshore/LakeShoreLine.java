package cevns.drivers.slowcontrol.lakeshore;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Decimal;
import java.util.regex.Pattern;

/**
 * The lines of Lake Shore 218 and 336 (serial-slow-control.md §5 and §6). A query that the
 * instrument does not know gets no answer. n is the input: 1…8 or A…D.
 *
 * <pre>
 *  query                       answer
 *  *IDN? CR LF                 LSCI,MODEL218E,21EA4F,042109 CR LF    maker, model, serial, firmware
 *  KRDG? n CR LF               +077.35 CR LF                         K
 *  RDGST? n CR LF              000 CR LF                             bits, 0 for a good reading:
 *                              1 invalid (336), 16 temperature under range, 32 over range,
 *                              64 sensor under range or zero, 128 sensor over range
 *  HTR? m CR LF                +012.3 CR LF                          heater output m of a 336 [%]
 *  HTRST? m CR LF              0 CR LF                               1 open, 2 short
 * </pre>
 */
final class LakeShoreLine {

    /** Readings carry their sign, so that half of one is none. */
    private static final Pattern READING = Pattern.compile("[+-]\\d{1,6}\\.\\d{1,6}");

    private LakeShoreLine() {}

    /**
     * A reading.
     *
     * @throws BadAnswer if it is none
     */
    static double reading(String text) throws BadAnswer {
        String trimmed = text.strip();
        if (!READING.matcher(trimmed).matches()) {
            throw BadAnswer.garbage(FrameFault.VALUE, "'" + text + "' is not a reading");
        }
        return Decimal.parse(trimmed);
    }

    /**
     * A sum of bits.
     *
     * @throws BadAnswer if it is none
     */
    static int bits(String text) throws BadAnswer {
        return Decimal.whole(text.strip());
    }

    /**
     * Maker, model, serial number and firmware.
     *
     * @throws BadAnswer if it is not what this model says of itself
     */
    static String[] identity(String text, LakeShoreModel model) throws BadAnswer {
        String[] parts = text.split(",", -1);
        if (parts.length != 4 || !parts[0].equals("LSCI") || !parts[1].startsWith(model.identity)) {
            throw BadAnswer.garbage(
                    FrameFault.PROTOCOL, "no " + model.identity + ": it says '" + text + "'");
        }
        return parts;
    }
}
