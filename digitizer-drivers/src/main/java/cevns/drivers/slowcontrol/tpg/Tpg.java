package cevns.drivers.slowcontrol.tpg;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.slowcontrol.AnswerEnd;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Dialogue;
import cevns.drivers.slowcontrol.Identity;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.Numbered;
import cevns.drivers.slowcontrol.Question;
import cevns.drivers.slowcontrol.Readings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Pfeiffer TPG: the pressure of each gauge in mbar, whatever unit its panel shows. Somebody may
 * change that while a run is taken, so it is asked for each time.
 */
final class Tpg implements Instrument {

    private static final int UNDER_RANGE = 1;
    private static final int MOST_GAUGES = 6;

    private final List<Integer> gauges;

    /**
     * Makes one.
     *
     * @param gauges those to read, from 1
     */
    Tpg(List<Integer> gauges) {
        this.gauges = List.copyOf(gauges);
    }

    /** Reads {@code gauges}; the first where nothing stands, as a TPG 261 has no other. */
    static Tpg read(ConfigTree device) {
        return new Tpg(
                device.has("gauges")
                        ? Numbered.channels(device, "gauges", 1, MOST_GAUGES)
                        : List.of(1));
    }

    @Override
    public List<ChannelInfo> channels() {
        return gauges.stream().map(g -> new ChannelInfo(g - 1, "p " + g, "mbar")).toList();
    }

    @Override
    public Identity identify(Dialogue with) throws IOException, BadAnswer {
        with.send(new byte[] {TpgLine.ETX});
        with.settle();
        String firmware = ask(with, "PNR");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("gaugeTypes", ask(with, "TID"));
        settings.put("unit", ask(with, "UNI"));
        return new Identity("TPG", "", firmware, settings);
    }

    @Override
    public List<Question> questions() {
        return gauges.stream().map(g -> (Question) new Gauge(g)).toList();
    }

    private record Gauge(int number) implements Question {

        @Override
        public int readings() {
            return 1;
        }

        @Override
        public void ask(Dialogue with, Readings to) throws IOException, BadAnswer {
            double unitMbar = TpgLine.unitMbar(Tpg.ask(with, "UNI"));
            TpgLine.Pressure pressure = TpgLine.Pressure.parse(Tpg.ask(with, "PR" + number));
            to.tell(number - 1, pressure.value() * unitMbar, quality(pressure.status()));
        }
    }

    private static Quality quality(int status) {
        return switch (status) {
            case 0 -> Quality.GOOD;
            case UNDER_RANGE -> Quality.MINOR;
            default -> Quality.INVALID;
        };
    }

    private static String ask(Dialogue with, String mnemonic) throws IOException, BadAnswer {
        with.send(mnemonic + "\r\n");
        TpgLine.acknowledged(mnemonic, with.answer(AnswerEnd.LINE));
        with.send(new byte[] {TpgLine.ENQ});
        return with.line();
    }
}
