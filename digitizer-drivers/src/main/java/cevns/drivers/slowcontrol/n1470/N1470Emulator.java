package cevns.drivers.slowcontrol.n1470;

import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A supply of four channels as its links see it. It can be set, too, as the real one: by others
 * than our driver.
 */
final class N1470Emulator implements EmulatedInstrument {

    private static final Pattern REQUEST =
            Pattern.compile("\\$BD:(\\d\\d),CMD:(MON|SET)(,CH:(\\d))?,PAR:([A-Z]+)(,VAL:([^,]+))?");

    private final N1470Settings settings;
    private final long startNs;
    private final List<N1470Channel> channels = new ArrayList<>();

    N1470Emulator(N1470Settings settings, long startNs) {
        this.settings = settings;
        this.startNs = startNs;
        settings.volts().forEach(v -> channels.add(new N1470Channel(settings, v, startNs)));
    }

    @Override
    public byte[] answer(byte[] request, long nowNs) {
        String line = new String(request, StandardCharsets.US_ASCII).strip();
        Matcher parts = REQUEST.matcher(line);
        if (!parts.matches()) {
            return line.startsWith("$") ? reply("CMD:ERR") : SILENCE;
        }
        if (Integer.parseInt(parts.group(1)) != settings.board()) {
            return SILENCE; // another one in the chain is meant
        }
        channels.forEach(channel -> channel.advance(nowNs, startNs));
        boolean set = parts.group(2).equals("SET");
        String parameter = parts.group(5);
        if (parts.group(4) == null) {
            return reply(set ? setBoard(parameter) : board(parameter));
        }
        int channel = Integer.parseInt(parts.group(4));
        if (channel > channels.size()) {
            return reply("CH:ERR");
        }
        List<N1470Channel> which =
                channel == channels.size() ? channels : List.of(channels.get(channel));
        return reply(set ? set(which, parameter, parts.group(7)) : monitor(which, parameter));
    }

    private String monitor(List<N1470Channel> which, String parameter) {
        StringBuilder values = new StringBuilder("CMD:OK,VAL:");
        for (int i = 0; i < which.size(); i++) {
            String value = value(which.get(i), parameter);
            if (value.isEmpty()) {
                return "PAR:ERR";
            }
            values.append(i == 0 ? "" : ";").append(value);
        }
        return values.toString();
    }

    private static String value(N1470Channel channel, String parameter) {
        return switch (parameter) {
            case "VSET" -> number("%06.1f", channel.setVolts);
            case "VMON" -> number("%06.1f", channel.volts());
            case "ISET" -> number("%07.2f", channel.limitMicroamperes);
            case "IMON" -> channel.current();
            case "IMRANGE" -> channel.currentRange;
            case "MAXV" -> number("%04.0f", channel.maxVolts);
            case "RUP" -> number("%03.0f", channel.rampUp);
            case "RDW" -> number("%03.0f", channel.rampDown);
            case "TRIP" -> number("%06.1f", channel.tripS);
            case "PDWN" -> channel.powerDown;
            case "POL" -> "-";
            case "STAT" -> String.format("%05d", channel.status());
            default -> "";
        };
    }

    private String set(List<N1470Channel> which, String parameter, String value) {
        if (settings.local()) {
            return "LOC:ERR";
        }
        for (N1470Channel channel : which) {
            String refused = set(channel, parameter, value);
            if (!refused.isEmpty()) {
                return refused;
            }
        }
        return "CMD:OK";
    }

    private static String set(N1470Channel channel, String parameter, String value) {
        if (parameter.equals("ON")) {
            channel.switchOn();
        } else if (parameter.equals("OFF")) {
            channel.switchOff();
        } else if (parameter.equals("PDWN") || parameter.equals("IMRANGE")) {
            return setWord(channel, parameter, value == null ? "" : value);
        } else if (value == null || !value.matches("\\d{1,5}(\\.\\d{1,3})?")) {
            return "VAL:ERR";
        } else {
            return setNumber(channel, parameter, Double.parseDouble(value));
        }
        return "";
    }

    private static String setWord(N1470Channel channel, String parameter, String value) {
        if (parameter.equals("PDWN") && (value.equals("KILL") || value.equals("RAMP"))) {
            channel.powerDown = value;
        } else if (parameter.equals("IMRANGE") && (value.equals("HIGH") || value.equals("LOW"))) {
            channel.currentRange = value;
        } else {
            return "VAL:ERR";
        }
        return "";
    }

    private static String setNumber(N1470Channel channel, String parameter, double value) {
        boolean allowed =
                switch (parameter) {
                    case "VSET", "MAXV" -> value <= 8100;
                    case "RUP", "RDW" -> value >= 1 && value <= 500;
                    case "TRIP" -> value <= 1000;
                    default -> true;
                };
        if (!allowed) {
            return "VAL:ERR";
        }
        switch (parameter) {
            case "VSET" -> channel.setVolts = value;
            case "ISET" -> channel.limitMicroamperes = value;
            case "MAXV" -> channel.maxVolts = value;
            case "RUP" -> channel.rampUp = value;
            case "RDW" -> channel.rampDown = value;
            case "TRIP" -> channel.tripS = value;
            default -> {
                return "PAR:ERR";
            }
        }
        return "";
    }

    private String board(String parameter) {
        String value =
                switch (parameter) {
                    case "BDNAME" -> "N1470 " + Identity.SIMULATED;
                    case "BDNCH" -> String.valueOf(channels.size());
                    case "BDFREL" -> "1.00";
                    case "BDSNUM" -> "00000";
                    case "BDILK" -> "NO";
                    case "BDILKM" -> "OPEN";
                    case "BDCTR" -> settings.local() ? "LOCAL" : "REMOTE";
                    case "BDTERM" -> "ON";
                    case "BDALARM" -> String.format("%05d", alarm());
                    default -> "";
                };
        return value.isEmpty() ? "PAR:ERR" : "CMD:OK,VAL:" + value;
    }

    private String setBoard(String parameter) {
        if (settings.local()) {
            return "LOC:ERR";
        }
        if (!parameter.equals("BDCLR")) {
            return "PAR:ERR";
        }
        channels.forEach(N1470Channel::clear);
        return "CMD:OK";
    }

    private int alarm() {
        int bits = 0;
        for (int i = 0; i < channels.size(); i++) {
            bits |= (channels.get(i).status() & N1470Status.TRIP) != 0 ? 1 << i : 0;
        }
        return bits;
    }

    private byte[] reply(String body) {
        String line = String.format("#BD:%02d,%s\r\n", settings.board(), body);
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
