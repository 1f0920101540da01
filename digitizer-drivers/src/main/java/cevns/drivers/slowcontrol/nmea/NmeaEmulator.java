package cevns.drivers.slowcontrol.nmea;

import cevns.daq.config.ConfigTree;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A receiver that names the pulse it has just given; it can lose its satellites, and its week
 * counter can roll over.
 */
final class NmeaEmulator implements EmulatedInstrument {

    private static final double NS = 1e-9;
    private static final long MS = 1_000_000;
    private static final long WEEKS_1024_S = 1024L * 7 * 86_400;
    private static final DateTimeFormatter RMC_DATE = format("ddMMyy");
    private static final DateTimeFormatter ZDA_DATE = format("dd,MM,yyyy");
    private static final DateTimeFormatter TIME = format("HHmmss.SS");

    private final long everyMs;
    private final double noFixAfterS;
    private final double rolloverAfterS;
    private final long startNs;

    private NmeaEmulator(long everyMs, double noFixAfterS, double rolloverAfterS, long startNs) {
        this.everyMs = everyMs;
        this.noFixAfterS = noFixAfterS;
        this.rolloverAfterS = rolloverAfterS;
        this.startNs = startNs;
    }

    /**
     * Reads {@code every_s} from one round of sentences to the next, {@code no_fix_after_s} and
     * {@code rollover_after_s}; all have defaults.
     */
    static NmeaEmulator read(ConfigTree emulator, long startNs) {
        return new NmeaEmulator(
                Math.round(1000 * emulator.number("every_s", 0.01, 60, 1)),
                emulator.number("no_fix_after_s", 0, 1e9, 0),
                emulator.number("rollover_after_s", 0, 1e9, 0),
                startNs);
    }

    /** It hears nothing. */
    @Override
    public byte[] answer(byte[] request, long nowNs) {
        return SILENCE;
    }

    @Override
    public long speaksEveryMs() {
        return everyMs;
    }

    @Override
    public byte[] speak(long nowNs) {
        long pulseNs = nowNs - Math.floorMod(nowNs, everyMs * MS);
        double sinceS = (nowNs - startNs) * NS;
        boolean fix = noFixAfterS == 0 || sinceS < noFixAfterS;
        boolean rolled = rolloverAfterS > 0 && sinceS >= rolloverAfterS;
        Instant label = Instant.EPOCH.plusNanos(pulseNs).minusSeconds(rolled ? WEEKS_1024_S : 0);
        String time = TIME.format(label);
        String text =
                lines(
                        "GPTXT,01,01,02," + Identity.SIMULATED,
                        "GPRMC,"
                                + time
                                + (fix ? ",A" : ",V")
                                + ",3556.0000,N,08418.0000,W,000.0,000.0,"
                                + RMC_DATE.format(label)
                                + ",,,"
                                + (fix ? "A" : "N"),
                        "GPZDA," + time + "," + ZDA_DATE.format(label) + ",00,00");
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String lines(String... bodies) {
        StringBuilder text = new StringBuilder();
        for (String body : bodies) {
            text.append(NmeaSentence.line(body)).append("\r\n");
        }
        return text.toString();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
