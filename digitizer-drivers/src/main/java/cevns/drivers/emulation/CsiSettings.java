package cevns.drivers.emulation;

import cevns.daq.config.ConfigTree;

/**
 * The emulated CsI[Na] detector: the block {@code csi} of an {@code emulator}. What a key means and
 * where its default comes from stands with the configuration that is shipped.
 *
 * @param seed same seed and same cycles, same traces
 * @param fromNs begin of the time around a trigger that is emulated [ns]
 * @param toNs its end; outside there is only noise
 * @param dealFromNs in a time-lapse, begin of the time in which pulses of interest are dealt [ns]
 * @param dealToNs its end [ns]
 * @param readout the board's inputs
 * @param photoelectron what one photoelectron makes
 * @param scintillation light of the crystal in time
 * @param rates how often things happen
 * @param sizes how large they are
 * @param muon what a muon does
 * @param afterglow phosphorescence after a muon
 */
public record CsiSettings(
        long seed,
        double fromNs,
        double toNs,
        double dealFromNs,
        double dealToNs,
        Readout readout,
        Photoelectron photoelectron,
        Scintillation scintillation,
        Rates rates,
        Sizes sizes,
        Muon muon,
        Afterglow afterglow) {

    private static final double HALF_CYCLE_US = 8000;

    /**
     * The board's inputs.
     *
     * @param adcBits bits of the ADC
     * @param baselineAdc baseline of both channels, pulses go down from it [ADC counts]
     * @param noiseRmsAdc electronic noise, white [ADC counts]
     */
    public record Readout(int adcBits, double baselineAdc, double noiseRmsAdc) {
        static Readout read(ConfigTree tree) {
            int bits = tree.count("adc_bits", 8, 16, 14);
            return new Readout(
                    bits,
                    tree.number("baseline_adc", 0, (1 << bits) - 1, 15_000),
                    tree.number("noise_rms_adc", 0, 1000, 2.5));
        }
    }

    /**
     * One photoelectron: a pulse t² e^(−t/τ), its charge gamma-distributed (Polya).
     *
     * @param chargeAdcNs mean charge [ADC counts × ns]
     * @param resolution RMS of the charge over its mean
     * @param tauNs τ; the width at half height is 3.4 of it [ns]
     */
    public record Photoelectron(double chargeAdcNs, double resolution, double tauNs) {
        static Photoelectron read(ConfigTree tree) {
            return new Photoelectron(
                    tree.number("charge_adc_ns", 1, 1e6, 1200),
                    tree.number("resolution", 0.01, 1, 0.4),
                    tree.number("tau_ns", 0.1, 1000, 3));
        }
    }

    /**
     * Light of the crystal in time: two exponentials.
     *
     * @param fastNs decay constant of the fast one [ns]
     * @param slowNs of the slow one [ns]
     * @param slowShare share of the light in the slow one
     * @param gateNs sizes of pulses count the photoelectrons of so long after their onset [ns]
     */
    public record Scintillation(double fastNs, double slowNs, double slowShare, double gateNs) {

        /** Mean number of photoelectrons after the gate for each one in it. */
        double latePerPe() {
            double late =
                    (1 - slowShare) * StrictMath.exp(-gateNs / fastNs)
                            + slowShare * StrictMath.exp(-gateNs / slowNs);
            return late / (1 - late);
        }

        static Scintillation read(ConfigTree tree) {
            return new Scintillation(
                    tree.number("fast_ns", 1, 1e6, 600),
                    tree.number("slow_ns", 1, 1e6, 2200),
                    tree.number("slow_share", 0, 1, 0.35),
                    tree.number("gate_ns", 100, 1e9, 1e9));
        }
    }

    /**
     * How often things happen that the beam does not make, per second of live time, at any time.
     *
     * @param steadyStatePerS background pulses in the crystal [1/s]
     * @param cherenkovPerS flashes in the window of the photomultiplier [1/s]
     * @param darkPerS single photoelectrons of dark current [1/s]
     * @param muonsPerS muons through the crystal, and so through the veto [1/s]
     * @param vetoMuonsPerS muons through the veto only [1/s]
     */
    public record Rates(
            double steadyStatePerS,
            double cherenkovPerS,
            double darkPerS,
            double muonsPerS,
            double vetoMuonsPerS) {
        static Rates read(ConfigTree tree) {
            return new Rates(
                    tree.number("steady_state_per_s", 0, 1e5, 0.2),
                    tree.number("cherenkov_per_s", 0, 1e5, 1),
                    tree.number("dark_per_s", 0, 1e7, 1500),
                    tree.number("muons_per_s", 0, 1e4, 3),
                    tree.number("veto_muons_per_s", 0, 1e5, 50));
        }
    }

    /**
     * Sizes [photoelectrons] of what is not in the prediction.
     *
     * @param steadyFallingPe mean of the falling part of the steady-state background
     * @param steadyFlatPe end of its flat part
     * @param steadyFlatShare share of the flat part
     */
    public record Sizes(double steadyFallingPe, double steadyFlatPe, double steadyFlatShare) {
        static Sizes read(ConfigTree tree) {
            return new Sizes(
                    tree.number("steady_falling_pe", 0.1, 1000, 6),
                    tree.number("steady_flat_pe", 0.1, 10_000, 100),
                    tree.number("steady_flat_share", 0, 1, 0.5));
        }
    }

    /**
     * What a muon does.
     *
     * @param lightPe mean light in the crystal [photoelectrons]
     * @param vetoAdc mean height in the veto channel [ADC counts]
     * @param gateNs the linear gate blanks the photomultiplier for so long after it; 0 for no gate
     */
    public record Muon(double lightPe, double vetoAdc, double gateNs) {
        static Muon read(ConfigTree tree) {
            return new Muon(
                    tree.number("light_pe", 3000, 1e7, 300_000),
                    tree.number("veto_adc", 0, 65_535, 3000),
                    tree.number("gate_ns", 0, 1e6, 0));
        }
    }

    /**
     * Phosphorescence: single photoelectrons whose rate falls as two exponentials after a muon of
     * mean light.
     *
     * @param fastHz rate of the fast one right after it [1/s]
     * @param fastMs its decay constant [ms]
     * @param slowHz rate of the slow one right after it [1/s]
     * @param slowMs its decay constant [ms]
     */
    public record Afterglow(double fastHz, double fastMs, double slowHz, double slowMs) {
        static Afterglow read(ConfigTree tree) {
            return new Afterglow(
                    tree.number("fast_hz", 0, 1e7, 100_000),
                    tree.number("fast_ms", 0.01, 1e6, 10),
                    tree.number("slow_hz", 0, 1e7, 3000),
                    tree.number("slow_ms", 0.01, 1e6, 500));
        }
    }

    /** Reads the keys; all have defaults, and those are without any enhancement. */
    public static CsiSettings read(ConfigTree tree) {
        double[] window =
                tree.has("window_us") ? tree.interval("window_us") : new double[] {-75, 15};
        if (window[0] < -HALF_CYCLE_US || window[1] > HALF_CYCLE_US) {
            tree.problem("window_us", "reaches further than half a cycle, 8000 us");
        }
        double[] deal = tree.has("deal_us") ? tree.interval("deal_us") : new double[] {-20, 15};
        if (deal[0] < window[0] || deal[1] > window[1]) {
            tree.problem("deal_us", "reaches out of window_us");
        }
        return new CsiSettings(
                tree.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1),
                window[0] * 1000,
                window[1] * 1000,
                deal[0] * 1000,
                deal[1] * 1000,
                Readout.read(tree.optionalChild("readout")),
                Photoelectron.read(tree.optionalChild("photoelectron")),
                Scintillation.read(tree.optionalChild("scintillation")),
                Rates.read(tree.optionalChild("rates")),
                Sizes.read(tree.optionalChild("sizes")),
                Muon.read(tree.optionalChild("muon")),
                Afterglow.read(tree.optionalChild("afterglow")));
    }
}
