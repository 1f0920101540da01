package cevns.daq.truth;

import java.util.function.Consumer;

/** What an emulated detector sees, cycle by cycle. Same seed, same pulses. */
public interface PulseSource {

    /**
     * The pulses of one machine cycle.
     *
     * @param cycle number of the cycle since the emulator began, from 0, each asked once, in order
     * @param protons protons on target in this cycle; 0 without beam
     * @param fromNs begin of the time that the detector records [ns from the beam reference]
     * @param toNs its end
     * @param into takes each pulse, in any order
     */
    void pulses(long cycle, double protons, double fromNs, double toNs, Consumer<TruePulse> into);
}
