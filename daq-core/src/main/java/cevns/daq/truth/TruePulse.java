package cevns.daq.truth;

/**
 * A light or charge pulse that an emulator plays and that nobody else knows.
 *
 * @param kind what made it
 * @param timeNs onset, from the beam reference of its cycle [ns]; negative before it
 * @param size photoelectrons of a scintillation pulse, or keV of a germanium pulse
 */
public record TruePulse(Kind kind, double timeNs, double size) {

    /** What made a pulse. */
    public enum Kind {
        /** A nuclear recoil from a neutrino. */
        CEVNS,
        /** A beam-related neutron. */
        BEAM_NEUTRON,
        /** A neutrino-induced neutron. */
        NEUTRINO_NEUTRON,
        /** Steady-state background in the detector. */
        STEADY_STATE,
        /** A single photoelectron of dark current. */
        DARK,
        /** Phosphorescence after a large pulse. */
        AFTERGLOW,
        /** A few photons of Cherenkov light within some ns. */
        CHERENKOV,
        /** A cosmic muon: saturates, fires the veto. */
        MUON,
        /** A pulse for calibration. */
        CALIBRATION
    }
}
