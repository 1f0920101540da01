package cevns.drivers.slowcontrol;

import cevns.daq.config.ConfigTree;
import cevns.daq.config.SourceConfig;
import cevns.daq.time.WallClock;
import cevns.drivers.device.Digitizer;
import cevns.drivers.device.EmulatedDevice;
import cevns.drivers.device.Family;
import cevns.drivers.device.Simulation;
import cevns.drivers.incident.IncidentScript;
import java.net.InetSocketAddress;

/** A kind of instrument. What all of them do alike is here; each says what it is. */
public abstract class SlowControlFamily implements Family {

    private final String name;
    private final SlowControlOptions.Defaults defaults;

    /**
     * Makes a family.
     *
     * @param name in a configuration
     * @param defaults how its link is set when it leaves the factory
     */
    protected SlowControlFamily(String name, SlowControlOptions.Defaults defaults) {
        this.name = name;
        this.defaults = defaults;
    }

    /** What the driver knows of it, from the block {@code device}. */
    protected abstract Instrument instrument(ConfigTree device);

    /**
     * One that is not there.
     *
     * @param device as the driver reads it
     * @param emulator the block {@code emulator}
     * @param startNs when it was switched on [ns since the Unix epoch]
     */
    protected abstract EmulatedInstrument emulated(
            ConfigTree device, ConfigTree emulator, long startNs);

    /**
     * One that is not there, with what goes wrong.
     *
     * @param script what happens to it; its start is when it was switched on
     */
    protected EmulatedInstrument emulated(
            ConfigTree device, ConfigTree emulator, IncidentScript script) {
        return emulated(device, emulator, script.startNs());
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void check(SourceConfig source) {
        SlowControlOptions.read(source.device(), defaults);
        named(source.device());
        EmulatorSettings.read(source.emulator(), defaults.serial());
        emulated(source.device(), source.emulator(), IncidentScript.none(0));
    }

    @Override
    public final Digitizer driver(SourceConfig source, WallClock clock) {
        SlowControlOptions options = SlowControlOptions.read(source.device(), defaults);
        return new SlowControlDriver(source.name(), name, options, named(source.device()), clock);
    }

    @Override
    public final EmulatedDevice emulator(
            SourceConfig source,
            InetSocketAddress listenOn,
            Simulation simulation,
            WallClock clock) {
        return new InstrumentEmulator(
                source.name(),
                EmulatorSettings.read(source.emulator(), defaults.serial()),
                emulated(source.device(), source.emulator(), simulation.script(source.name())),
                clock,
                listenOn);
    }

    private Instrument named(ConfigTree device) {
        return NamedInstrument.read(instrument(device), device);
    }
}
