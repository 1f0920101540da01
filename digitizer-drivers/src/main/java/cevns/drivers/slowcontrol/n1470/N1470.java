package cevns.drivers.slowcontrol.n1470;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.FrameFault;
import cevns.daq.record.LossCause;
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
 * A CAEN N1470: of each channel the voltage, the current, the voltage it is set to, and its status
 * bits, by which the quality of the other three goes. Values are magnitudes, the sign is a setting
 * ({@code ch0.POL}).
 */
final class N1470 implements Instrument {

    private static final int READINGS = 4;
    private static final List<String> BOARD = List.of("BDNCH", "BDILK", "BDILKM", "BDCTR");
    private static final List<String> CHANNEL =
            List.of("POL", "VSET", "ISET", "MAXV", "RUP", "RDW", "TRIP", "PDWN", "IMRANGE");

    private final int board;
    private final List<Integer> channels;

    /**
     * Makes one.
     *
     * @param board address, 0…31
     * @param channels those to read, 0…3
     */
    N1470(int board, List<Integer> channels) {
        this.board = board;
        this.channels = List.copyOf(channels);
    }

    /** Reads {@code board} and {@code channels}. */
    static N1470 read(ConfigTree device) {
        return new N1470(
                device.count("board", 0, 31, 0), Numbered.channels(device, "channels", 0, 3));
    }

    @Override
    public List<ChannelInfo> channels() {
        List<ChannelInfo> all = new ArrayList<>();
        for (int c : channels) {
            all.add(new ChannelInfo(READINGS * c, "HV " + c, "V"));
            all.add(new ChannelInfo(READINGS * c + 1, "HV " + c + " current", "uA"));
            all.add(new ChannelInfo(READINGS * c + 2, "HV " + c + " set", "V"));
            all.add(new ChannelInfo(READINGS * c + 3, "HV " + c + " status", ""));
        }
        return all;
    }

    @Override
    public Identity identify(Dialogue with) throws IOException, BadAnswer {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String parameter : BOARD) {
            put(settings, parameter, () -> ask(with, parameter));
        }
        for (int c : channels) {
            for (String parameter : CHANNEL) {
                put(settings, "ch" + c + "." + parameter, () -> ask(with, c, parameter));
            }
        }
        return new Identity(
                ask(with, "BDNAME"), ask(with, "BDSNUM"), ask(with, "BDFREL"), settings);
    }

    @Override
    public List<Question> questions() {
        return channels.stream().map(c -> (Question) new Channel(c)).toList();
    }

    private final class Channel implements Question {
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
            double volts = Decimal.parse(N1470.this.ask(with, channel, "VMON"));
            double microamperes = Decimal.parse(N1470.this.ask(with, channel, "IMON"));
            double set = Decimal.parse(N1470.this.ask(with, channel, "VSET"));
            int status = Decimal.whole(N1470.this.ask(with, channel, "STAT"));
            Quality quality = N1470Status.quality(status);
            int first = READINGS * channel;
            to.tell(first, volts, quality);
            to.tell(first + 1, microamperes, quality);
            to.tell(first + 2, set, quality);
            to.tell(first + 3, status, Quality.GOOD);
        }
    }

    @FunctionalInterface
    private interface Asked {
        String value() throws IOException, BadAnswer;
    }

    /** Not every model has every parameter. */
    private static void put(Map<String, String> settings, String name, Asked asked)
            throws IOException, BadAnswer {
        try {
            settings.put(name, asked.value());
        } catch (BadAnswer e) {
            if (e.cause() != LossCause.DEVICE) {
                throw e;
            }
        }
    }

    private String ask(Dialogue with, String parameter) throws IOException, BadAnswer {
        return present(parameter, with.ask(N1470Line.monitor(board, parameter)));
    }

    private String ask(Dialogue with, int channel, String parameter) throws IOException, BadAnswer {
        return present(parameter, with.ask(N1470Line.monitor(board, channel, parameter)));
    }

    private String present(String parameter, String reply) throws BadAnswer {
        String value = N1470Line.value(board, reply);
        if (value.isEmpty()) {
            throw BadAnswer.garbage(
                    FrameFault.PROTOCOL, parameter + " was asked for, the reply is " + reply);
        }
        return value;
    }
}
