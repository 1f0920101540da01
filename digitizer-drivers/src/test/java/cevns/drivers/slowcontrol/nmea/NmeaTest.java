package cevns.drivers.slowcontrol.nmea;

import static cevns.drivers.slowcontrol.Answers.assertGarbage;
import static cevns.drivers.slowcontrol.Answers.assertRefusal;
import static cevns.drivers.slowcontrol.Answers.assertTame;
import static org.assertj.core.api.Assertions.assertThat;

import cevns.daq.config.Configs;
import cevns.daq.record.FrameFault;
import cevns.daq.record.Quality;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.nmea.TimeLabel.Fix;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** NMEA; expected values from serial-slow-control.md §11. */
class NmeaTest {

    private static final long S = 1_000_000_000L;
    private static final long DAY = 86_400 * S;

    private static final String RMC =
            "$GPRMC,123519.00,A,3556.0000,N,08418.0000,W,000.0,000.0,201126,,,A*47";
    private static final String ZDA = "$GPZDA,123519.00,20,11,2026,00,00*6F";
    private static final long NOON_AND_SOME = ns("2026-11-20T12:35:19Z");

    @Test
    void readsTheExamples() throws BadAnswer {
        assertThat(TimeLabel.ofRmc(NmeaSentence.parse(RMC)))
                .isEqualTo(new TimeLabel(NOON_AND_SOME, Fix.VALID, false));
        assertThat(TimeLabel.ofZda(NmeaSentence.parse(ZDA)))
                .isEqualTo(new TimeLabel(NOON_AND_SOME, Fix.UNKNOWN, false));
        assertThat(NmeaSentence.parse(RMC.replace("$GP", "$GN").replace("*47", "*59")).type())
                .as("any talker")
                .isEqualTo("RMC");
    }

    @Test
    void refusesDamage() {
        assertGarbage(
                FrameFault.CHECKSUM, () -> NmeaSentence.parse(RMC.replace("A,3556", "V,3556")));
        assertGarbage(FrameFault.CHECKSUM, () -> NmeaSentence.parse(RMC.replace("*47", "*48")));
        assertGarbage(FrameFault.FRAMING, () -> NmeaSentence.parse(RMC.substring(1)));
        assertGarbage(FrameFault.FRAMING, () -> NmeaSentence.parse("$*00"));
        assertGarbage(FrameFault.FRAMING, () -> NmeaSentence.parse(""));
        assertGarbage(
                FrameFault.LENGTH,
                () -> NmeaSentence.parse(NmeaSentence.line("GPTXT," + "x".repeat(80))));
    }

    @Test
    void refusesTimesThatCannotBe() {
        String[] bodies = {
            "GPRMC,246060.00,A,,,,,,,201126,,,A",
            "GPRMC,123561.00,A,,,,,,,201126,,,A",
            "GPRMC,1235,A,,,,,,,201126,,,A",
            "GPRMC,123519.00,A,,,,,,,310226,,,A",
            "GPRMC,123519.00,X,,,,,,,201126,,,A"
        };
        for (String body : bodies) {
            assertGarbage(
                    FrameFault.VALUE,
                    () -> TimeLabel.ofRmc(NmeaSentence.parse(NmeaSentence.line(body))));
        }
        assertRefusal(
                "no time",
                () ->
                        TimeLabel.ofRmc(
                                NmeaSentence.parse(NmeaSentence.line("GPRMC,,V,,,,,,,,,,N"))));
    }

    @Test
    void takesALeapSecondForTheSecondAfterIt() throws BadAnswer {
        String line = NmeaSentence.line("GPRMC,235960.00,A,,,,,,,311216,,,A");
        TimeLabel label = TimeLabel.ofRmc(NmeaSentence.parse(line));
        assertThat(label.timeNs()).isEqualTo(ns("2017-01-01T00:00:00Z"));
        assertThat(Nmea.quality(label, 0)).isEqualTo(Quality.MINOR);
    }

    @Test
    void distrustsALabelWithoutFixOrFarFromTheHost() {
        TimeLabel good = new TimeLabel(0, Fix.VALID, false);
        assertThat(Nmea.quality(good, S / 3)).isEqualTo(Quality.GOOD);
        assertThat(Nmea.quality(good, 2 * DAY)).isEqualTo(Quality.INVALID);
        assertThat(Nmea.quality(good, -1024 * 7 * DAY))
                .as("the week counter rolled over")
                .isEqualTo(Quality.INVALID);
        assertThat(Nmea.quality(new TimeLabel(0, Fix.INVALID, false), 0))
                .isEqualTo(Quality.INVALID);
        assertThat(Nmea.quality(new TimeLabel(0, Fix.UNKNOWN, false), 0))
                .isEqualTo(Quality.UNKNOWN);
    }

    @Property(tries = 300)
    void readsEverySecondOfTheCentury(
            @ForAll @LongRange(min = 946_684_800L, max = 4_102_444_799L) long seconds)
            throws BadAnswer {
        Instant instant = Instant.ofEpochSecond(seconds);
        String rmc =
                DateTimeFormatter.ofPattern("'GPRMC,'HHmmss'.25,A,,,,,,,'ddMMyy',,,A'")
                        .withZone(ZoneOffset.UTC)
                        .format(instant);
        String zda =
                DateTimeFormatter.ofPattern("'GPZDA,'HHmmss'.25,'dd,MM,yyyy',00,00'")
                        .withZone(ZoneOffset.UTC)
                        .format(instant);
        long expected = seconds * S + S / 4;
        assertThat(TimeLabel.ofRmc(NmeaSentence.parse(NmeaSentence.line(rmc))).timeNs())
                .isEqualTo(expected);
        assertThat(TimeLabel.ofZda(NmeaSentence.parse(NmeaSentence.line(zda))).timeNs())
                .isEqualTo(expected);
    }

    @Property(tries = 500)
    void throwsNothingElseWhateverComes(@ForAll String text) {
        assertTame(() -> NmeaSentence.parse(text));
        assertTame(() -> TimeLabel.ofRmc(NmeaSentence.parse(NmeaSentence.line("GPRMC," + text))));
        assertTame(() -> TimeLabel.ofZda(NmeaSentence.parse(NmeaSentence.line("GPZDA," + text))));
    }

    @Test
    void emulatesAReceiverWhoseWeekCounterRollsOver() throws BadAnswer {
        NmeaEmulator device =
                NmeaEmulator.read(
                        Configs.parse("rollover_after_s = 10, no_fix_after_s = 20", "test"),
                        NOON_AND_SOME);
        assertThat(label(device, NOON_AND_SOME + S / 3))
                .isEqualTo(new TimeLabel(NOON_AND_SOME, Fix.VALID, false));
        assertThat(label(device, NOON_AND_SOME + 11 * S).timeNs())
                .isEqualTo(NOON_AND_SOME + 11 * S - 1024 * 7 * DAY);
        assertThat(label(device, NOON_AND_SOME + 21 * S).fix()).isEqualTo(Fix.INVALID);
    }

    private static TimeLabel label(NmeaEmulator device, long nowNs) throws BadAnswer {
        String said = new String(device.speak(nowNs), StandardCharsets.US_ASCII);
        String[] lines = said.split("\r\n");
        assertThat(lines[0]).contains("SIMULATED");
        return TimeLabel.ofRmc(NmeaSentence.parse(lines[1]));
    }

    private static long ns(String utc) {
        return Instant.parse(utc).getEpochSecond() * S;
    }
}
