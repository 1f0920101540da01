package cevns.analysis.monitor;

import cevns.analysis.event.Event;
import cevns.daq.config.WindowConfig;

/**
 * What the comparison needs to know of a selected event.
 *
 * @param inCoincidence true in the coincidence window, false in the anticoincidence window
 * @param chargePe charge [PE]; NaN where it has none
 * @param energyKev energy in germanium [keV]; NaN where it has none
 * @param f90 part of the charge in the first 90 ns; NaN where it has none
 * @param timeUs time since the beam reference, of an anticoincidence event shifted to where it
 *     would be in the coincidence window [µs]
 */
public record GoodEvent(
        boolean inCoincidence, double chargePe, double energyKev, double f90, double timeUs) {

    static GoodEvent of(Event event) {
        return new GoodEvent(
                event.window() == WindowConfig.Kind.COINCIDENCE,
                event.chargePe(),
                event.energyKev(),
                event.f90(),
                event.sinceBeamNs() / 1000);
    }
}
