package cevns.analysis.monitor;

/**
 * What the excess is expected to be (statistics.md §1), and what is left of it for the signal.
 *
 * @param excess P = S + B
 * @param error √(σ_S² + σ_B²)
 * @param neutrons B, beam-related backgrounds
 * @param neutronsError σ_B, the backgrounds taken as independent
 * @param signal C − α·AC − B
 * @param signalError √(C + α²·AC + σ_B²)
 */
public record ExpectedExcess(
        double excess,
        double error,
        double neutrons,
        double neutronsError,
        double signal,
        double signalError) {}
