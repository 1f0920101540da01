/**
 * From the samples of one waveform to its pulses. Read {@link cevns.analysis.pulse.PulseFinder}
 * first: there is one per channel, made from its configuration; it looks through a waveform and
 * fills {@link cevns.analysis.pulse.TracePulses}, arrays that are used again for the next one.
 *
 * <pre>
 *   WaveformView ─► PmtPulseFinder ─► TracePulses ─► RegionPulse (once per region) ─► PmtHit
 *                   HpgePulseFinder ► TracePulses ───────────────────────────────────► HpgeHit
 *                   VetoPulseFinder ► TracePulses: fired or not
 *                   TimingPulseFinder TracePulses: beam marks, with their sub-sample time
 * </pre>
 *
 * Each kernel is one class without configuration: {@code Baseline}, {@code HitFinder}, {@code
 * Charge}, {@code F90}, {@code ChargeCurve}, {@code LinearGate}, {@code ConstantFraction}, {@code
 * PoleZero}, {@code Trapezoid}.
 *
 * <p>Conventions. Samples are unsigned, 0…65535; the kernels see them through {@code Samples},
 * which turns negative pulses around, so that a pulse always goes up. Sample {@code i} stands at
 * {@code i} times the sample width; a stretch {@code [a, b)} of time holds the samples that stand
 * in it. Everything up to the hit works without allocation, once the longest trace has been seen.
 */
package cevns.analysis.pulse;
