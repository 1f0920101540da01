package cevns.analysis.monitor;

/**
 * Good marks with protons of one energy that come at one time. A change of either within the run
 * begins another one, and going back goes on with the first.
 *
 * @param beamEnergyGev kinetic energy of the protons that the prediction is made for [GeV]
 * @param t0Us mean arrival of the protons since the beam reference [µs]
 * @param protons on target, times the time-lapse factor
 * @param signal expected signal events
 * @param neutrons expected beam-related background
 */
public record BeamSegment(
        double beamEnergyGev, double t0Us, double protons, double signal, double neutrons) {}
