package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.Locale;
import java.util.Optional;

/**
 * How recoils become selected events.
 *
 * @param quenching by element, from recoil to electron-equivalent energy
 * @param pePerKevee light yield; where sizes are energies it turns the charge of an event into one,
 *     0 where the detector measures energies
 * @param smearing spread of the size
 * @param efficiency what the selection keeps, by size
 * @param unit of the sizes
 * @param sizes bins of the spectrum
 * @param pulse when the protons come
 * @param onset how long after it the pulse finder sees an event
 * @param times bins in time since the beam reference [µs]
 * @param timeAcceptance what the selection keeps, by time
 * @param f90 shape of the light of the recoils, where the detector tells it
 */
public record ResponseConfig(
        TargetQuenching quenching,
        double pePerKevee,
        Smearing smearing,
        Efficiency efficiency,
        Unit unit,
        Bins sizes,
        ProtonPulse pulse,
        OnsetDelay onset,
        Bins times,
        TimeAcceptance timeAcceptance,
        Optional<F90Response> f90) {

    /** What the size of an event is counted in. */
    public enum Unit {
        PE,
        KEVEE
    }

    /** Photoelectrons of an electron-equivalent energy as the smearing takes it: 0 for energies. */
    double smearedPePerKevee() {
        return unit == Unit.PE ? pePerKevee : 0;
    }

    /** Electron-equivalent energy that a size of an event stands for [keVee]. */
    double kevee(double size) {
        return unit == Unit.PE ? size / pePerKevee : size;
    }

    /** Size of an event in bins of this response, from its charge [PE] or energy [keV]. */
    public double size(double chargePe, double energyKev) {
        if (unit == Unit.PE) {
            return chargePe;
        }
        return pePerKevee > 0 ? chargePe / pePerKevee : energyKev;
    }

    /** The same with another efficiency. */
    public ResponseConfig with(Efficiency other) {
        return new ResponseConfig(
                quenching,
                pePerKevee,
                smearing,
                other,
                unit,
                sizes,
                pulse,
                onset,
                times,
                timeAcceptance,
                f90);
    }

    /** The same for protons that come at another time. */
    public ResponseConfig with(ProtonPulse other) {
        return new ResponseConfig(
                quenching,
                pePerKevee,
                smearing,
                efficiency,
                unit,
                sizes,
                other,
                onset,
                times,
                timeAcceptance,
                f90);
    }

    /** The same with other bins of size. */
    public ResponseConfig with(Bins otherSizes) {
        return new ResponseConfig(
                quenching,
                pePerKevee,
                smearing,
                efficiency,
                unit,
                otherSizes,
                pulse,
                onset,
                times,
                timeAcceptance,
                f90);
    }

    /** The same with another spread. */
    public ResponseConfig with(Smearing other) {
        return new ResponseConfig(
                quenching,
                pePerKevee,
                other,
                efficiency,
                unit,
                sizes,
                pulse,
                onset,
                times,
                timeAcceptance,
                f90);
    }

    /** The same with another quenching. */
    public ResponseConfig with(TargetQuenching other) {
        return new ResponseConfig(
                other,
                pePerKevee,
                smearing,
                efficiency,
                unit,
                sizes,
                pulse,
                onset,
                times,
                timeAcceptance,
                f90);
    }

    /** The same where photoelectrons are counted: their charge does not spread. */
    ResponseConfig counting() {
        Smearing counted =
                smearing instanceof Smearing.Poisson poisson ? poisson.counting() : smearing;
        return new ResponseConfig(
                quenching,
                pePerKevee,
                counted,
                efficiency,
                unit,
                sizes,
                pulse,
                onset,
                times,
                timeAcceptance,
                f90);
    }

    /** When the protons come as the times of events say it: the pulse with the onset's delay. */
    public ProtonPulse seenPulse() {
        return onset.of(pulse);
    }

    static ResponseConfig read(ConfigTree tree, Material material) {
        ConfigTree spectrum = tree.child("spectrum");
        Unit unit = spectrum.choice("unit", Unit.class);
        Smearing smearing = Smearing.read(tree.child("smearing"));
        if (unit
                == Unit.PE
                != (smearing instanceof Smearing.Poisson
                        || smearing instanceof Smearing.GammaDensity)) {
            spectrum.problem(
                    "unit",
                    unit.name().toLowerCase(Locale.ROOT)
                            + " does not go with the smearing model: poisson and gamma give pe,"
                            + " none and gaussian kevee");
        }
        if (tree.has("f90") && smearing instanceof Smearing.GammaDensity) {
            tree.problem("f90", "does not go with the smearing model gamma");
        }
        boolean steady = !tree.has("time");
        return new ResponseConfig(
                TargetQuenching.read(tree.child("quenching"), material),
                smearing instanceof Smearing.Poisson
                        ? tree.number("light_yield_pe_per_kevee", 1e-6, 1e6)
                        : tree.number("light_yield_pe_per_kevee", 1e-6, 1e6, 0),
                smearing,
                Efficiency.read(tree.child("efficiency")),
                unit,
                Bins.read(spectrum),
                steady
                        ? new ProtonPulse(0, 1)
                        : new ProtonPulse(
                                tree.number("t0_us", -1e6, 1e6),
                                tree.number("sigma_us", 1e-6, 1e6)),
                tree.has("onset") ? OnsetDelay.read(tree.child("onset")) : OnsetDelay.NONE,
                steady ? Bins.equal(1, 0, 1) : Bins.read(tree.child("time")),
                tree.has("time_acceptance")
                        ? TimeAcceptance.read(tree.child("time_acceptance"))
                        : TimeAcceptance.FULL,
                tree.has("f90")
                        ? Optional.of(F90Response.read(tree.child("f90")))
                        : Optional.empty());
    }
}
