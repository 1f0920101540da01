package cevns.drivers.slowcontrol.shq;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.FrameFault;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Decimal;
import cevns.drivers.slowcontrol.Dialogue;
import cevns.drivers.slowcontrol.Identity;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.Numbered;
import cevns.drivers.slowcontrol.Question;
import cevns.drivers.slowcontrol.Readings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An iseg SHQ or NHQ: of each channel the voltage with its sign, the current, the voltage it is set
 * to, and the module status byte. The status word ({@code S1}) is never asked for: reading it
 * clears a trip and lets the voltage come back.
 */
final class Shq implements Instrument {

    private static final int READINGS = 4;
    private static final String SHORTEST_BREAK = "W=003";

    private final List<Integer> channels;

    /**
     * Makes one.
     *
     * @param channels those to read, 1 and 2
     */
    Shq(List<Integer> channels) {
        this.channels = List.copyOf(channels);
    }

    /** Reads {@code channels}. */
    static Shq read(ConfigTree device) {
        return new Shq(Numbered.channels(device, "channels", 1, 2));
    }

    @Override
    public List<ChannelInfo> channels() {
        List<ChannelInfo> all = new ArrayList<>();
        for (int c : channels) {
            int first = READINGS * (c - 1);
            all.add(new ChannelInfo(first, "HV " + c, "V"));
            all.add(new ChannelInfo(first + 1, "HV " + c + " current", "A"));
            all.add(new ChannelInfo(first + 2, "HV " + c + " set", "V"));
            all.add(new ChannelInfo(first + 3, "HV " + c + " status", ""));
        }
        return all;
    }

    /**
     * Sets the pause between its characters, too: some units come up with a quarter of a second.
     */
    @Override
    public Identity identify(Dialogue with) throws IOException, BadAnswer {
        synchronise(with);
        if (!ask(with, SHORTEST_BREAK).isEmpty()) {
            throw BadAnswer.garbage(FrameFault.PROTOCOL, "an answer to " + SHORTEST_BREAK);
        }
        String[] parts = ask(with, "#").split(";", -1);
        if (parts.length != 4) {
            throw BadAnswer.garbage(FrameFault.PROTOCOL, "not four parts in the answer to #");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("maxVoltage", parts[2]);
        settings.put("maxCurrent", parts[3]);
        for (int c : channels) {
            for (String parameter : List.of("M", "N", "V", "L", "A")) {
                settings.put(parameter + c, ask(with, parameter + c));
            }
        }
        return new Identity("SHQ", parts[0], parts[1], settings);
    }

    /** An empty line ends what a former peer may have begun; its own echo is awaited. */
    private static void synchronise(Dialogue with) throws IOException {
        with.send("\r\n");
        try {
            with.line();
        } catch (BadAnswer e) {
            // Whatever was left over there: the next answer counts.
        }
        with.settle();
    }

    @Override
    public List<Question> questions() {
        return channels.stream().map(c -> (Question) new Channel(c)).toList();
    }

    private static final class Channel implements Question {
        private final int channel;

        Channel(int channel) {
            this.channel = channel;
        }

        @Override
        public int readings() {
            return READINGS;
        }

        @Override
        public void ask(Dialogue with, Readings to) throws IOException, BadAnswer {
            double volts = ShqLine.number(Shq.ask(with, "U" + channel));
            double amperes = ShqLine.number(Shq.ask(with, "I" + channel));
            double set = ShqLine.number(Shq.ask(with, "D" + channel));
            int module = Decimal.whole(Shq.ask(with, "T" + channel));
            if (module > 0xFF) {
                throw BadAnswer.garbage(FrameFault.VALUE, "module status " + module);
            }
            Quality quality = ShqModule.quality(module);
            int first = READINGS * (channel - 1);
            to.tell(first, volts, quality);
            to.tell(first + 1, amperes, quality);
            to.tell(first + 2, set, quality);
            to.tell(first + 3, module, Quality.GOOD);
        }
    }

    private static String ask(Dialogue with, String command) throws IOException, BadAnswer {
        String echo = with.ask(command);
        if (!echo.equals(command)) {
            throw BadAnswer.garbage(
                    FrameFault.PROTOCOL, "the echo of '" + command + "' is '" + echo + "'");
        }
        return ShqLine.answer(with.line());
    }
}
