package cevns.drivers.slowcontrol.nmea;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import java.util.List;

/**
 * A sentence of NMEA 0183 (serial-slow-control.md §11).
 *
 * <pre>
 *  $GPRMC,123519.00,A,3556.0000,N,08418.0000,W,000.0,000.0,201126,,,A*47 CR LF
 *   └┬┘└┬┘                                                            └┬┘
 *  talker type   fields between commas        exclusive or of all between $ and *, hexadecimal
 * </pre>
 *
 * @param type three letters: {@code RMC}, {@code ZDA}, {@code TXT}
 * @param fields what stands behind it
 */
record NmeaSentence(String type, List<String> fields) {

    /** With $ and without CR LF. */
    private static final int LONGEST = 80;

    private static final int TALKER = 2;
    private static final int HEADER = 5;
    private static final int CHECKSUM = 3;

    NmeaSentence {
        fields = List.copyOf(fields);
    }

    /**
     * Reads a line.
     *
     * @throws BadAnswer if it is no sentence, or damaged
     */
    static NmeaSentence parse(String line) throws BadAnswer {
        int star = line.length() - CHECKSUM;
        if (!line.startsWith("$") || star < 1 + HEADER || line.charAt(star) != '*') {
            throw BadAnswer.garbage(FrameFault.FRAMING, "'" + line + "' is no sentence");
        }
        if (line.length() > LONGEST) {
            throw BadAnswer.garbage(FrameFault.LENGTH, line.length() + " characters of a sentence");
        }
        String body = line.substring(1, star);
        if (!line.substring(star + 1).equalsIgnoreCase(checksum(body))) {
            throw BadAnswer.garbage(FrameFault.CHECKSUM, "checksum of '" + line + "'");
        }
        String[] parts = body.split(",", -1);
        if (parts[0].length() != HEADER) {
            return new NmeaSentence("", List.of()); // of a maker of its own
        }
        return new NmeaSentence(
                parts[0].substring(TALKER), List.of(parts).subList(1, parts.length));
    }

    /** A line with its checksum, without CR LF. */
    static String line(String body) {
        return "$" + body + "*" + checksum(body);
    }

    /** Two hexadecimal digits. */
    static String checksum(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum ^= body.charAt(i);
        }
        return String.format("%02X", sum);
    }

    /** A field by its number from 1; empty where there is none. */
    String field(int number) {
        return number <= fields.size() ? fields.get(number - 1) : "";
    }
}
