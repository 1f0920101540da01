package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;

/**
 * How the emulated machine runs: the block {@code beam} of an {@code emulator}.
 *
 * @param seed same seed, same cycles
 * @param powerMw beam power at 60 Hz [MW]
 * @param energyGev kinetic energy of the protons [GeV]
 * @param firstCycle number of the first cycle, 0…599
 * @param beamEvery every so many cycles have beam: 1 is all, 2 is 30 Hz, 60 is 1 Hz
 * @param tripsPerHour mean number of trips of 1 to 60 s; 0 for none
 */
public record EmulatedBeamSettings(
        long seed,
        double powerMw,
        double energyGev,
        int firstCycle,
        int beamEvery,
        double tripsPerHour) {

    /** Reads the keys; all have defaults. */
    public static EmulatedBeamSettings read(ConfigTree tree) {
        return new EmulatedBeamSettings(
                tree.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1),
                tree.number("power_mw", 0, 3, 1.0),
                tree.number("energy_gev", 0.8, 1.4, 1.0),
                tree.count("first_cycle", 0, EmulatedBeam.SUPER_CYCLE - 1, 0),
                tree.count("beam_every", 1, EmulatedBeam.SUPER_CYCLE, 1),
                tree.number("trips_per_hour", 0, 3600, 0));
    }
}
