package cevns.drivers.slowcontrol.nmea;

import cevns.daq.record.FrameFault;
import cevns.drivers.slowcontrol.BadAnswer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of the second that a receiver's pulse began: the pulse came before the sentence. It does
 * not say when the sentence was sent, so no time is taken from it.
 *
 * @param timeNs UTC [ns since the Unix epoch]; a leap second has the time of the second after it
 * @param fix what the receiver says of itself
 * @param leapSecond the second is the 61st of its minute
 */
record TimeLabel(long timeNs, Fix fix, boolean leapSecond) {

    /** Whether the receiver knows the time. */
    enum Fix {
        VALID,
        INVALID,
        /** The sentence does not say. */
        UNKNOWN
    }

    private static final Pattern TIME = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\.(\\d{1,9}))?");
    private static final Pattern DATE = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)");
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int CENTURY = 2000;

    /**
     * Reads RMC: time, A or V, …, date as ddmmyy.
     *
     * @throws BadAnswer if there is no time, or an impossible one
     */
    static TimeLabel ofRmc(NmeaSentence sentence) throws BadAnswer {
        Matcher date = DATE.matcher(present(sentence.field(9)));
        String status = sentence.field(2);
        boolean sound = date.matches() && (status.equals("A") || status.equals("V"));
        if (!sound) {
            throw bad(sentence);
        }
        return of(
                sentence,
                CENTURY + number(date, 3),
                number(date, 2),
                number(date, 1),
                status.equals("A") ? Fix.VALID : Fix.INVALID);
    }

    /**
     * Reads ZDA: time, day, month, year.
     *
     * @throws BadAnswer if there is no time, or an impossible one
     */
    static TimeLabel ofZda(NmeaSentence sentence) throws BadAnswer {
        String date = present(sentence.field(2)) + sentence.field(3) + sentence.field(4);
        if (!date.matches("\\d{8}")) {
            throw bad(sentence);
        }
        return of(
                sentence,
                Integer.parseInt(date.substring(4)),
                Integer.parseInt(date.substring(2, 4)),
                Integer.parseInt(date.substring(0, 2)),
                Fix.UNKNOWN);
    }

    private static TimeLabel of(NmeaSentence sentence, int year, int month, int day, Fix fix)
            throws BadAnswer {
        Matcher time = TIME.matcher(present(sentence.field(1)));
        if (!time.matches()) {
            throw bad(sentence);
        }
        int hour = number(time, 1);
        int minute = number(time, 2);
        int second = number(time, 3);
        if (hour > 23 || minute > 59 || second > 60) {
            throw bad(sentence);
        }
        String digits = time.group(5) == null ? "" : time.group(5);
        long fractionNs = Long.parseLong((digits + "000000000").substring(0, 9));
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
            return new TimeLabel(seconds * SECOND_NS + fractionNs, fix, second == 60);
        } catch (DateTimeException e) {
            throw bad(sentence);
        }
    }

    private static String present(String field) throws BadAnswer {
        if (field.isEmpty()) {
            throw BadAnswer.refusal("the receiver has no time");
        }
        return field;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static BadAnswer bad(NmeaSentence sentence) {
        return BadAnswer.garbage(
                FrameFault.VALUE, "no time in " + sentence.type() + " " + sentence.fields());
    }
}
