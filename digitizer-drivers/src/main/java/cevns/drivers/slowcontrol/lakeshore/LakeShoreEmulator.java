package cevns.drivers.slowcontrol.lakeshore;

import cevns.daq.config.ConfigTree;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Identity;
import cevns.drivers.slowcontrol.Signal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A Lake Shore as its line sees it. A 218 that is spoken to within 50 ms of the last character
 * answers nonsense, as its manual warns; a sensor can come off.
 */
final class LakeShoreEmulator implements EmulatedInstrument {

    private static final Signal USUAL = new Signal(77.35, 0.05, 120);
    private static final double NS = 1e-9;
    private static final int OVER_RANGE = 128;

    private final LakeShoreModel model;
    private final Signal temperature;
    private final double stepK;
    private final double openAfterS;
    private final long pauseNs;
    private final long startNs;
    private long lastNs = Long.MIN_VALUE;

    private LakeShoreEmulator(
            LakeShoreModel model, ConfigTree emulator, double pauseS, long startNs) {
        this.model = model;
        this.startNs = startNs;
        temperature = Signal.read(emulator, "temperature", USUAL);
        stepK = emulator.number("step_k", -500, 500, 0.5);
        openAfterS = emulator.number("open_after_s", 0, 1e9, 0);
        pauseNs = Math.round(emulator.number("pause_s", 0, 1, pauseS) / NS);
    }

    /**
     * Reads {@code temperature} of the first input [K], {@code step_k} from each input to the next
     * [K], {@code open_after_s} when the first sensor comes off [s], {@code pause_s} below which it
     * must not be spoken to [s]; all have defaults.
     */
    static LakeShoreEmulator read(LakeShoreModel model, ConfigTree emulator, long startNs) {
        double pauseS = model == LakeShoreModel.M218 ? 0.05 : 0;
        return new LakeShoreEmulator(model, emulator, pauseS, startNs);
    }

    @Override
    public byte[] answer(byte[] request, long nowNs) {
        String text = new String(request, StandardCharsets.US_ASCII).strip();
        boolean tooSoon = lastNs != Long.MIN_VALUE && nowNs - lastNs < pauseNs;
        lastNs = nowNs;
        if (tooSoon) {
            return "#~\r\n".getBytes(StandardCharsets.US_ASCII);
        }
        List<String> answers = new ArrayList<>();
        for (String query : text.split(";")) {
            String answer = query(query.strip(), nowNs);
            if (!answer.isEmpty()) {
                answers.add(answer);
            }
        }
        return answers.isEmpty()
                ? SILENCE
                : (String.join(";", answers) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private String query(String query, long nowNs) {
        if (query.equals("*IDN?")) {
            return "LSCI," + model.identity + "," + Identity.SIMULATED + ",042109";
        }
        int space = query.indexOf(' ');
        String name = space < 0 ? query : query.substring(0, space);
        String argument = space < 0 ? "0" : query.substring(space + 1).strip();
        boolean all = argument.equals("0");
        int input = model.inputs.indexOf(argument);
        if (input < 0 && !all && !name.startsWith("HTR")) {
            return "";
        }
        return switch (name) {
            case "KRDG?" -> all ? readings(0, nowNs) : kelvin(input, 0, nowNs);
            case "CRDG?" -> all ? readings(-273.15, nowNs) : kelvin(input, -273.15, nowNs);
            case "RDGST?" -> all ? "" : String.format("%03d", status(input, nowNs));
            case "ALARMST?" -> all ? "" : "0,0";
            case "HTR?" -> heater(argument) ? "+012.5" : "";
            case "HTRST?" -> heater(argument) ? "0" : "";
            case "BAUD?" -> model == LakeShoreModel.M218 ? "2" : "";
            default -> "";
        };
    }

    private boolean heater(String argument) {
        return argument.matches("[1-9]") && Integer.parseInt(argument) <= model.heaters;
    }

    private String readings(double zero, long nowNs) {
        List<String> all = new ArrayList<>();
        for (int input = 0; input < model.inputs.size(); input++) {
            all.add(kelvin(input, zero, nowNs));
        }
        return String.join(",", all);
    }

    private String kelvin(int input, double zero, long nowNs) {
        double value = open(input, nowNs) ? 0 : temperature.at(nowNs - startNs) + input * stepK;
        String format = model == LakeShoreModel.M218 ? "%+07.2f" : "%+.3f";
        return String.format(Locale.ROOT, format, value + (open(input, nowNs) ? 0 : zero));
    }

    private int status(int input, long nowNs) {
        return open(input, nowNs) ? OVER_RANGE : 0;
    }

    private boolean open(int input, long nowNs) {
        return input == 0 && openAfterS > 0 && (nowNs - startNs) * NS >= openAfterS;
    }
}
