package cevns.drivers.slowcontrol.lakeshore;

import cevns.daq.config.ConfigTree;
import cevns.daq.record.FrameFault;
import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Dialogue;
import cevns.drivers.slowcontrol.Identity;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.Numbered;
import cevns.drivers.slowcontrol.Question;
import cevns.drivers.slowcontrol.Readings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Lake Shore 218 or 336: the temperature of each input, and of a 336 the heaters. An input out of
 * range answers a number that looks like a temperature, so its status is asked for each time.
 */
final class LakeShore implements Instrument {

    private static final int FIRST_HEATER = 8;
    private static final long WAKE_NS = 100_000_000;

    private final LakeShoreModel model;
    private final List<Integer> inputs;
    private final List<Integer> heaters;

    /**
     * Makes one.
     *
     * @param inputs those to read, from 1
     * @param heaters those to read, from 1
     */
    LakeShore(LakeShoreModel model, List<Integer> inputs, List<Integer> heaters) {
        this.model = model;
        this.inputs = List.copyOf(inputs);
        this.heaters = List.copyOf(heaters);
    }

    /** Reads {@code inputs}, and of a 336 {@code heaters}; by number, A is 1. */
    static LakeShore read(LakeShoreModel model, ConfigTree device) {
        return new LakeShore(
                model,
                Numbered.channels(device, "inputs", 1, model.inputs.size()),
                model.heaters == 0 ? List.of() : heaters(model, device));
    }

    @Override
    public List<ChannelInfo> channels() {
        List<ChannelInfo> all = new ArrayList<>();
        for (int input : inputs) {
            all.add(new ChannelInfo(input - 1, "T " + letter(input), "K"));
        }
        for (int heater : heaters) {
            all.add(new ChannelInfo(FIRST_HEATER + heater - 1, "heater " + heater, "%"));
        }
        return all;
    }

    @Override
    public Identity identify(Dialogue with) throws IOException, BadAnswer {
        if (model == LakeShoreModel.M336) {
            with.send("\n"); // ends what a former peer may have begun
            with.pause(WAKE_NS);
        }
        String[] parts = LakeShoreLine.identity(ask(with, "*IDN?"), model);
        return new Identity(parts[1], parts[2], parts[3], Map.of());
    }

    @Override
    public List<Question> questions() {
        List<Question> all = new ArrayList<>();
        inputs.forEach(input -> all.add(new Input(input)));
        heaters.forEach(heater -> all.add(new Heater(heater)));
        return all;
    }

    private final class Input implements Question {
        private final int input;

        Input(int input) {
            this.input = input;
        }

        @Override
        public int readings() {
            return 1;
        }

        @Override
        public void ask(Dialogue with, Readings to) throws IOException, BadAnswer {
            String name = letter(input);
            double kelvin = LakeShoreLine.reading(LakeShore.this.ask(with, "KRDG? " + name));
            int status = LakeShoreLine.bits(LakeShore.this.ask(with, "RDGST? " + name));
            if (!model.allows(status)) {
                throw BadAnswer.garbage(FrameFault.VALUE, "reading status " + status);
            }
            to.tell(input - 1, kelvin, status == 0 ? Quality.GOOD : Quality.INVALID);
        }
    }

    private final class Heater implements Question {
        private final int heater;

        Heater(int heater) {
            this.heater = heater;
        }

        @Override
        public int readings() {
            return 1;
        }

        @Override
        public void ask(Dialogue with, Readings to) throws IOException, BadAnswer {
            double percent = LakeShoreLine.reading(LakeShore.this.ask(with, "HTR? " + heater));
            int status = LakeShoreLine.bits(LakeShore.this.ask(with, "HTRST? " + heater));
            to.tell(FIRST_HEATER + heater - 1, percent, status == 0 ? Quality.GOOD : Quality.MAJOR);
        }
    }

    private String letter(int input) {
        return model.inputs.get(input - 1);
    }

    private String ask(Dialogue with, String query) throws IOException, BadAnswer {
        with.send(query + model.end);
        return with.line();
    }

    private static List<Integer> heaters(LakeShoreModel model, ConfigTree device) {
        return device.has("heaters")
                ? Numbered.channels(device, "heaters", 1, model.heaters)
                : List.of();
    }
}
