package cevns.drivers.slowcontrol.nmea;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Dialogue;
import cevns.drivers.slowcontrol.Identity;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.Question;
import cevns.drivers.slowcontrol.Readings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A GPS receiver that speaks by itself: the second that it names, and how far the host's clock is
 * from it when the sentence has come, some tenths of a second late.
 */
final class Nmea implements Instrument {

    /** A date that is off by more was not read right, or the week counter has rolled over [ns]. */
    private static final long DAY_NS = 86_400_000_000_000L;

    private static final double NS = 1e-9;

    /** Sentences of other kinds that may come before the one waited for. */
    private static final int MOST_OTHERS = 100;

    /** Which sentence names the second. */
    enum Kind {
        RMC,
        ZDA
    }

    private final Kind kind;

    Nmea(Kind kind) {
        this.kind = kind;
    }

    /** Reads {@code sentence}: rmc or zda. */
    static Nmea read(ConfigTree device) {
        return new Nmea(device.choice("sentence", Kind.class, Kind.RMC));
    }

    @Override
    public List<ChannelInfo> channels() {
        return List.of(
                new ChannelInfo(0, "GPS time", "s"), new ChannelInfo(1, "host minus GPS", "s"));
    }

    /** Listens for one round of sentences; a receiver that says what it is does so by TXT. */
    @Override
    public Identity identify(Dialogue with) throws IOException, BadAnswer {
        String said = "";
        with.discard();
        int rounds = 0;
        for (int i = 0; i < MOST_OTHERS && rounds < 2; i++) {
            NmeaSentence sentence = next(with, i == 0);
            if (sentence.type().equals("TXT")) {
                said = sentence.field(4);
            }
            rounds += sentence.type().equals(kind.name()) ? 1 : 0;
        }
        if (rounds < 2) {
            throw BadAnswer.none("no " + kind + " among " + MOST_OTHERS + " sentences");
        }
        return new Identity("GPS receiver", "", said, Map.of("sentence", kind.name()));
    }

    @Override
    public List<Question> questions() {
        return List.of(new Label());
    }

    private final class Label implements Question {

        @Override
        public int readings() {
            return channels().size();
        }

        @Override
        public void ask(Dialogue with, Readings to) throws IOException, BadAnswer {
            with.discard(); // what is old would make the host look late
            for (int i = 0; i < MOST_OTHERS; i++) {
                NmeaSentence sentence = next(with, i == 0);
                if (sentence.type().equals(kind.name())) {
                    tell(label(sentence), to);
                    return;
                }
            }
            throw BadAnswer.none("no " + kind + " among " + MOST_OTHERS + " sentences");
        }
    }

    private TimeLabel label(NmeaSentence sentence) throws BadAnswer {
        return kind == Kind.RMC ? TimeLabel.ofRmc(sentence) : TimeLabel.ofZda(sentence);
    }

    private static void tell(TimeLabel label, Readings to) {
        long behindNs = to.nowNs() - label.timeNs();
        Quality quality = quality(label, behindNs);
        to.tell(0, label.timeNs() * NS, quality);
        to.tell(1, behindNs * NS, quality);
    }

    static Quality quality(TimeLabel label, long behindNs) {
        if (label.fix() == TimeLabel.Fix.INVALID || Math.abs(behindNs) > DAY_NS) {
            return Quality.INVALID;
        }
        if (label.leapSecond()) {
            return Quality.MINOR;
        }
        return label.fix() == TimeLabel.Fix.VALID ? Quality.GOOD : Quality.UNKNOWN;
    }

    /** The next sentence; the first line after a pause may have lost its begin. */
    private static NmeaSentence next(Dialogue with, boolean first) throws IOException, BadAnswer {
        String line = with.line();
        return first && !line.startsWith("$")
                ? NmeaSentence.parse(with.line())
                : NmeaSentence.parse(line);
    }
}
