package cevns.drivers.slowcontrol;

import cevns.daq.record.FrameFault;
import java.util.regex.Pattern;

/** Numbers in the text of an instrument: decimal, whatever zeros they begin with. */
public final class Decimal {

    private static final int LONGEST = 32;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private Decimal() {}

    /**
     * A number: {@code +077.35}, {@code 0000.0}, {@code -1.2340E-06}.
     *
     * @throws BadAnswer if it is none
     */
    public static double parse(String text) throws BadAnswer {
        if (text.length() > LONGEST || !NUMBER.matcher(text).matches()) {
            throw BadAnswer.garbage(FrameFault.VALUE, "'" + text + "' is not a number");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw BadAnswer.garbage(FrameFault.VALUE, "'" + text + "' is too large a number");
        }
        return value;
    }

    /**
     * A whole number without sign, as of a bit mask: {@code 02048} is 2048.
     *
     * @throws BadAnswer if it is none
     */
    public static int whole(String text) throws BadAnswer {
        if (!WHOLE.matcher(text).matches()) {
            throw BadAnswer.garbage(FrameFault.VALUE, "'" + text + "' is not a whole number");
        }
        return Integer.parseInt(text);
    }
}
