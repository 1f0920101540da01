package cevns.drivers.slowcontrol.tpg;

import cevns.daq.config.ConfigTree;
import cevns.drivers.slowcontrol.AnswerEnd;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Identity;
import cevns.drivers.slowcontrol.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A TPG 262 as its line sees it. It speaks unasked after power-up until it is told to begin anew;
 * its first gauge can fail.
 */
final class TpgEmulator implements EmulatedInstrument {

    /** Pressures sway by a factor: this is of their decimal logarithm. */
    private static final Signal USUAL = new Signal(-5.9, 0.05, 300);

    private static final double NS = 1e-9;
    private static final int GAUGES = 2;
    private static final int NO_SENSOR = 5;
    private static final String[] TYPES = {"PKR", "noSEn"};
    private static final long SPEAKS_EVERY_MS = 1000;

    private final Signal logPressure;
    private final double failAfterS;
    private final int failStatus;
    private final long startNs;
    private int unit;
    private boolean continuous;
    private String answer = "";

    private TpgEmulator(ConfigTree emulator, long startNs) {
        this.startNs = startNs;
        logPressure = Signal.read(emulator, "log10_mbar", USUAL);
        failAfterS = emulator.number("fail_after_s", 0, 1e9, 0);
        failStatus = emulator.count("fail_status", 1, 6, 3);
        unit = emulator.count("unit", 0, 2, 0);
        continuous = emulator.flag("continuous", false);
    }

    /**
     * Reads {@code log10_mbar}, {@code fail_after_s} and {@code fail_status} of the first gauge,
     * {@code unit} of the panel, {@code continuous}: it speaks unasked at first; all have defaults.
     */
    static TpgEmulator read(ConfigTree emulator, long startNs) {
        return new TpgEmulator(emulator, startNs);
    }

    /** A mnemonic ends with CR or LF; ENQ and ETX stand alone. */
    @Override
    public AnswerEnd requestEnd() {
        return (bytes, count) -> {
            if (bytes[0] == TpgLine.ENQ || bytes[0] == TpgLine.ETX) {
                return 1;
            }
            byte last = bytes[count - 1];
            return last == '\r' || last == '\n' ? count : 0;
        };
    }

    @Override
    public byte[] answer(byte[] request, long nowNs) {
        continuous = false;
        if (request[0] == TpgLine.ETX) {
            answer = "";
            return SILENCE;
        }
        if (request[0] == TpgLine.ENQ) {
            return line(answer);
        }
        String mnemonic = new String(request, StandardCharsets.US_ASCII).strip();
        if (mnemonic.isEmpty()) {
            return SILENCE; // the LF behind a CR
        }
        answer = value(mnemonic, nowNs);
        return new byte[] {answer.isEmpty() ? TpgLine.NAK : TpgLine.ACK, '\r', '\n'};
    }

    @Override
    public long speaksEveryMs() {
        return SPEAKS_EVERY_MS;
    }

    @Override
    public byte[] speak(long nowNs) {
        return continuous ? line(value("PRX", nowNs)) : SILENCE;
    }

    private String value(String mnemonic, long nowNs) {
        return switch (mnemonic) {
            case "PR1" -> pressure(1, nowNs);
            case "PR2" -> pressure(2, nowNs);
            case "PRX" -> pressure(1, nowNs) + "," + pressure(GAUGES, nowNs);
            case "TID" -> String.join(",", TYPES);
            case "UNI" -> String.valueOf(unit);
            case "PNR" -> Identity.SIMULATED;
            case "ERR" -> "0000";
            case "SEN" -> "2,0";
            default -> setting(mnemonic);
        };
    }

    private String setting(String mnemonic) {
        if (mnemonic.matches("UNI,[012]")) {
            unit = mnemonic.charAt(4) - '0';
            return String.valueOf(unit);
        }
        if (mnemonic.matches("COM,[012]")) {
            continuous = true;
            return mnemonic.substring(4);
        }
        return "";
    }

    private String pressure(int gauge, long nowNs) {
        boolean failed = failAfterS > 0 && (nowNs - startNs) * NS >= failAfterS;
        int status = gauge > 1 ? NO_SENSOR : failed ? failStatus : 0;
        double mbar = StrictMath.pow(10, logPressure.at(nowNs - startNs));
        double shown =
                switch (unit) {
                    case 1 -> mbar / (101_325.0 / 760 / 100);
                    case 2 -> mbar * 100;
                    default -> mbar;
                };
        return String.format(Locale.ROOT, "%d,%+.4E", status, gauge > 1 ? 0 : shown);
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
