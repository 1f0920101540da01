package cevns.drivers.slowcontrol.shq;

import cevns.daq.config.ConfigTree;
import cevns.drivers.slowcontrol.EmulatedInstrument;
import cevns.drivers.slowcontrol.Identity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A supply of two channels as its line sees it, with echo. It can be set, too, as the real one. */
final class ShqEmulator implements EmulatedInstrument {

    private static final int MAX_VOLTS = 4000;
    private static final String NO_SUCH_COMMAND = "????";
    private static final Pattern COMMAND =
            Pattern.compile("([A-Z])(\\d?)(=(\\d{1,5}(\\.\\d{1,2})?))?");

    private final List<ShqChannel> channels;
    private int breakMs = 3;

    private ShqEmulator(List<ShqChannel> channels) {
        this.channels = channels;
    }

    /** Reads {@code volts}, {@code negative} and {@code inhibit_after_s}; all have defaults. */
    static ShqEmulator read(ConfigTree emulator, long startNs) {
        double volts = emulator.number("volts", 0, MAX_VOLTS, 1500);
        boolean negative = emulator.flag("negative", true);
        double inhibitAfterS = emulator.number("inhibit_after_s", 0, 1e9, 0);
        return new ShqEmulator(
                List.of(
                        new ShqChannel(volts, negative, inhibitAfterS, startNs),
                        new ShqChannel(0, negative, 0, startNs)));
    }

    @Override
    public byte[] answer(byte[] request, long nowNs) {
        String command = new String(request, StandardCharsets.US_ASCII).strip();
        channels.forEach(channel -> channel.advance(nowNs));
        String answer = command.isEmpty() ? "" : command + "\r\n" + answer(command);
        return (answer + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private String answer(String command) {
        if (command.equals("#")) {
            return Identity.SIMULATED + ";3.14;" + MAX_VOLTS + "V;3mA";
        }
        Matcher parts = COMMAND.matcher(command);
        if (!parts.matches()) {
            return NO_SUCH_COMMAND;
        }
        String value = parts.group(4);
        if (parts.group(2).isEmpty()) {
            return parts.group(1).equals("W") ? breakTime(value) : NO_SUCH_COMMAND;
        }
        int number = Integer.parseInt(parts.group(2));
        if (number < 1 || number > channels.size()) {
            return "?WCN";
        }
        ShqChannel channel = channels.get(number - 1);
        return value == null
                ? read(channel, parts.group(1), number)
                : write(channel, parts.group(1), Double.parseDouble(value));
    }

    private String breakTime(String value) {
        if (value == null) {
            return String.format("%03d", breakMs);
        }
        breakMs = (int) Double.parseDouble(value);
        return "";
    }

    private static String read(ShqChannel channel, String what, int number) {
        return switch (what) {
            case "U" -> channel.voltage();
            case "I" -> channel.current();
            case "D" -> channel.set();
            case "M", "N" -> "100";
            case "V" -> String.format("%03d", channel.rampVoltsPerS);
            case "L" -> String.format("%05d", channel.tripCurrent);
            case "A" -> String.format("%03d", channel.autoStart);
            case "T" -> String.format("%03d", channel.module());
            case "S" -> "S" + number + "=" + channel.status();
            case "G" -> {
                channel.start();
                yield "S" + number + "=" + channel.status();
            }
            default -> NO_SUCH_COMMAND;
        };
    }

    private static String write(ShqChannel channel, String what, double value) {
        switch (what) {
            case "D" -> {
                if (value > MAX_VOLTS) {
                    return "? UMAX=" + MAX_VOLTS;
                }
                channel.setVolts = value;
            }
            case "V" -> {
                if (value < 2 || value > 255) {
                    return NO_SUCH_COMMAND;
                }
                channel.rampVoltsPerS = (int) value;
            }
            case "L" -> channel.tripCurrent = (long) value;
            case "A" -> channel.autoStart = (int) value;
            default -> {
                return NO_SUCH_COMMAND;
            }
        }
        return "";
    }
}
