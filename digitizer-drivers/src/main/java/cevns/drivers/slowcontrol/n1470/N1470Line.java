package cevns.drivers.slowcontrol.n1470;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of CAEN N1470, N1471, DT147xET, NDT1470 (serial-slow-control.md §2). A parameter of the
 * board has no {@code CH}; a unit that stands alone on USB may leave {@code BD} out of its replies.
 *
 * <pre>
 *  request  $BD:bb,CMD:MON,CH:c,PAR:ppp CR LF            bb 00…31, c 0…3 (their number: all)
 *           $BD:bb,CMD:SET,CH:c,PAR:ppp,VAL:v CR LF      no VAL for ON, OFF, BDCLR
 *  reply    #BD:bb,CMD:OK CR LF
 *           #BD:bb,CMD:OK,VAL:v CR LF                    all channels: v;v;v;v
 *           #BD:bb,CMD:ERR CR LF                         also CH:ERR PAR:ERR VAL:ERR LOC:ERR
 * </pre>
 */
final class N1470Line {

    private static final Pattern REPLY =
            Pattern.compile("#(BD:(\\d\\d),)?(CMD:OK(,VAL:(.*))?|(CMD|CH|PAR|VAL|LOC):ERR)");

    private N1470Line() {}

    /** Asks for a parameter of a channel. */
    static String monitor(int board, int channel, String parameter) {
        return String.format("$BD:%02d,CMD:MON,CH:%d,PAR:%s", board, channel, parameter);
    }

    /** Asks for a parameter of the board. */
    static String monitor(int board, String parameter) {
        return String.format("$BD:%02d,CMD:MON,PAR:%s", board, parameter);
    }

    /**
     * The value in a reply, without the semicolon that may trail it; empty where there is none.
     *
     * @param board who was asked
     * @throws BadAnswer if it is no reply, one of another board, or the board says no
     */
    static String value(int board, String reply) throws BadAnswer {
        Matcher parts = REPLY.matcher(reply);
        if (!parts.matches()) {
            throw BadAnswer.garbage(FrameFault.FRAMING, "'" + reply + "' is no reply of an N1470");
        }
        if (parts.group(2) != null && Integer.parseInt(parts.group(2)) != board) {
            throw BadAnswer.garbage(
                    FrameFault.PROTOCOL, "board " + board + " was asked, the reply is " + reply);
        }
        if (parts.group(6) != null) {
            throw BadAnswer.refusal("the board says " + reply + why(parts.group(6)));
        }
        String value = parts.group(5) == null ? "" : parts.group(5);
        return value.endsWith(";") ? value.substring(0, value.length() - 1) : value;
    }

    private static String why(String error) {
        return switch (error) {
            case "CMD" -> ", wrong command";
            case "CH" -> ", no such channel";
            case "PAR" -> ", no such parameter";
            case "VAL" -> ", no such value";
            default -> ", it is in LOCAL mode";
        };
    }
}
