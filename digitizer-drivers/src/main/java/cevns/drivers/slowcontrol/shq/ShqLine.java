package cevns.drivers.slowcontrol.shq;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Decimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of iseg SHQ and NHQ (serial-slow-control.md §3). The unit echoes every character, then
 * answers; n is the channel, 1 or 2.
 *
 * <pre>
 *  U1 CR LF            command
 *  U1 CR LF            its echo
 *  -01234-01 CR LF     the answer: sign, mantissa, sign and two digits of a power of ten
 *  ????  ?WCN  ?TOT  ? UMAX=nnnn     instead of it: wrong command, wrong channel, time-out, limit
 * </pre>
 */
final class ShqLine {

    private static final Pattern WITH_EXPONENT =
            Pattern.compile("([+-]?\\d{1,12}(\\.\\d{0,12})?)([+-]\\d\\d)");

    private ShqLine() {}

    /**
     * Checks that an answer is one.
     *
     * @throws BadAnswer if the unit says no
     */
    static String answer(String line) throws BadAnswer {
        if (line.startsWith("?TOT")) {
            throw BadAnswer.garbage(FrameFault.PROTOCOL, "the unit timed out and begins anew");
        }
        if (line.startsWith("?")) {
            throw BadAnswer.refusal("the unit says " + line);
        }
        return line;
    }

    /**
     * A number: {@code -01234-01} is −123.4. Newer firmware may write plain decimals.
     *
     * @throws BadAnswer if it is none
     */
    static double number(String text) throws BadAnswer {
        Matcher parts = WITH_EXPONENT.matcher(text);
        return parts.matches()
                ? Double.parseDouble(parts.group(1) + "e" + parts.group(3))
                : Decimal.parse(text);
    }
}
