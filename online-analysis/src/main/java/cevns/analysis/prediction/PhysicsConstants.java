package cevns.analysis.prediction;

/** Constants of nature, as prediction.md §0 fixes them; energies in MeV with ħ = c = 1. */
public final class PhysicsConstants {

    /** Fermi constant [MeV⁻²], PDG 2022. */
    public static final double FERMI_PER_MEV2 = 1.1663788e-11;

    /** ħc [MeV fm], CODATA 2018. */
    public static final double HBARC_MEV_FM = 197.3269804;

    /** (ħc)² [MeV² cm²]: what turns MeV⁻² into cm². */
    public static final double HBARC2_MEV2_CM2 = HBARC_MEV_FM * HBARC_MEV_FM * 1e-26;

    /** Fine-structure constant, CODATA 2018. */
    public static final double ALPHA = 1 / 137.035999084;

    /** Electron mass [MeV], PDG 2022. */
    public static final double ELECTRON_MEV = 0.51099895;

    /** Muon mass [MeV], PDG 2022. */
    public static final double MUON_MEV = 105.6583755;

    /** Tau mass [MeV], PDG 2022. */
    public static final double TAU_MEV = 1776.86;

    /** Charged pion mass [MeV], PDG 2022. */
    public static final double PION_MEV = 139.57039;

    /** W mass [MeV], PDG 2022. */
    public static final double W_MEV = 80377;

    /** Atomic mass unit [MeV], CODATA 2018. */
    public static final double ATOMIC_MASS_UNIT_MEV = 931.49410242;

    /** Avogadro constant [1/mol], SI. */
    public static final double AVOGADRO = 6.02214076e23;

    /** Elementary charge [C], SI; also joules in an electronvolt. */
    public static final double ELEMENTARY_CHARGE_C = 1.602176634e-19;

    /** sin²θ_W at q → 0, MS-bar, PDG. */
    public static final double SIN2_THETA_W = 0.23857;

    /** sin²θ_W at the Z mass, MS-bar, PDG. */
    public static final double SIN2_THETA_W_AT_Z = 0.23121;

    /** Life time of the charged pion [µs], PDG. */
    public static final double PION_LIFETIME_US = 0.026033;

    /** Life time of the muon [µs], PDG. */
    public static final double MUON_LIFETIME_US = 2.1969811;

    private PhysicsConstants() {}
}
