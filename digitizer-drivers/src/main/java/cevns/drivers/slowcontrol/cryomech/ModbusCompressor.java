package cevns.drivers.slowcontrol.cryomech;

import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.slowcontrol.BadAnswer;
import cevns.drivers.slowcontrol.Dialogue;
import cevns.drivers.slowcontrol.Identity;
import cevns.drivers.slowcontrol.Instrument;
import cevns.drivers.slowcontrol.Question;
import cevns.drivers.slowcontrol.Readings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Cryomech compressor with a digital panel: all its registers in one question. Pressures in bar,
 * temperatures in degrees Celsius, whatever its panel shows. On the smaller models public drivers
 * disagree about the words of warnings and errors, so these two readings are of unknown quality.
 */
final class ModbusCompressor implements Instrument {

    static final int PRESSURE_UNIT = 29;
    static final int TEMPERATURE_UNIT = 30;
    static final int PANEL_SERIAL = 31;
    static final int MODEL = 32;
    static final int SOFTWARE = 33;

    /** What an emulator has in the registers of panel, model and software: SIMUL in ASCII. */
    static final int[] SIMULATED = {0x5349, 0x4D55, 0x4C00};

    private static final List<String> TEMPERATURES =
            List.of("coolant in", "coolant out", "oil", "helium");
    private static final List<String> PRESSURES =
            List.of("low side", "low average", "high side", "high average", "delta average");

    private static final int STATE = 1;
    private static final int WARNINGS = 3;
    private static final int ERRORS = 5;
    private static final int FIRST_REAL = 7;
    private static final int CURRENT = 25;
    private static final int HOURS = 27;
    private static final int FIRST_TENTHS = 40;
    private static final int LARGE_WARNINGS = 52;
    private static final int LARGE_ALARMS = 54;

    private final ModbusFrame framing;
    private final int unit;
    private final boolean large;
    private int transaction;

    /**
     * Makes one.
     *
     * @param unit slave address, 1…247
     * @param large true for CPA 3xxx, false for CPA 2xxx and CPA1110
     */
    ModbusCompressor(ModbusFrame framing, int unit, boolean large) {
        this.framing = framing;
        this.unit = unit;
        this.large = large;
    }

    /** Registers that a model has. */
    static int registers(boolean large) {
        return large ? 55 : 33;
    }

    @Override
    public List<ChannelInfo> channels() {
        List<ChannelInfo> all = new ArrayList<>();
        add(all, "state", "");
        add(all, "warnings", "");
        add(all, "errors", "");
        TEMPERATURES.forEach(name -> add(all, name, "degC"));
        PRESSURES.forEach(name -> add(all, name, "bar"));
        add(all, "motor current", "A");
        add(all, "operating time", "h");
        return all;
    }

    private static void add(List<ChannelInfo> all, String name, String unit) {
        all.add(new ChannelInfo(all.size(), name, unit));
    }

    @Override
    public Identity identify(Dialogue with) throws IOException, BadAnswer {
        Registers registers = ask(with);
        boolean simulated =
                registers.word(PANEL_SERIAL) == SIMULATED[0]
                        && registers.word(MODEL) == SIMULATED[1]
                        && registers.word(SOFTWARE) == SIMULATED[2];
        return new Identity(
                "Cryomech " + registers.word(MODEL),
                String.valueOf(registers.word(PANEL_SERIAL)),
                simulated ? Identity.SIMULATED : String.valueOf(registers.word(SOFTWARE)),
                Map.of(
                        "pressureUnit", String.valueOf(registers.word(PRESSURE_UNIT)),
                        "temperatureUnit", String.valueOf(registers.word(TEMPERATURE_UNIT))));
    }

    @Override
    public List<Question> questions() {
        return List.of(new All());
    }

    private final class All implements Question {

        @Override
        public int readings() {
            return channels().size();
        }

        @Override
        public void ask(Dialogue with, Readings to) throws IOException, BadAnswer {
            Registers registers = ModbusCompressor.this.ask(with);
            double[] values = values(registers);
            int state = registers.word(STATE);
            long warnings = registers.bits(large ? LARGE_WARNINGS : WARNINGS);
            long errors = registers.bits(large ? LARGE_ALARMS : ERRORS);
            Quality quality = quality(state, warnings, errors);
            to.tell(0, state, Quality.GOOD);
            to.tell(1, warnings, large ? Quality.GOOD : Quality.UNKNOWN);
            to.tell(2, errors, large ? Quality.GOOD : Quality.UNKNOWN);
            for (int i = 0; i < values.length; i++) {
                to.tell(3 + i, values[i], quality);
            }
        }
    }

    private double[] values(Registers registers) throws BadAnswer {
        int temperatures = TEMPERATURES.size();
        int measured = temperatures + PRESSURES.size();
        double[] values = new double[measured + 2];
        for (int i = 0; i < measured; i++) {
            // The large models have the first eight once more, in tenths; the small ones have not.
            boolean tenths = large && i < 8;
            double value =
                    tenths
                            ? registers.tenths(FIRST_TENTHS + i)
                            : registers.real(FIRST_REAL + 2 * i);
            values[i] =
                    i < temperatures
                            ? Registers.celsius(value, registers.word(TEMPERATURE_UNIT))
                            : Registers.bar(value, registers.word(PRESSURE_UNIT));
        }
        values[measured] = registers.real(CURRENT);
        values[measured + 1] = registers.real(HOURS);
        return values;
    }

    /** By the state alone where the bits are in doubt. */
    private Quality quality(int state, long warnings, long errors) {
        boolean stateOfError = state == 6 || state == 7 || state == 9;
        if (stateOfError || large && errors != 0) {
            return Quality.MAJOR;
        }
        return large && warnings != 0 ? Quality.MINOR : Quality.GOOD;
    }

    private Registers ask(Dialogue with) throws IOException, BadAnswer {
        transaction = transaction + 1 & 0xFFFF;
        byte[] question = framing.question(transaction, unit, 1, registers(large));
        with.send(question);
        return framing.registers(question, with.answer(framing.replyEnd()));
    }
}
