package cevns.analysis.monitor;

/**
 * The test of the full model that may be looked at all the time (anytime.md §2): E(μ0) for a signal
 * strength μ0, with neutrons within a range and steady-state background as it comes. {@code logE},
 * {@code low} and {@code high} are made again when one event in twenty is new.
 *
 * @param sigma significance of a signal, from the largest E(0) so far; 0 before the first event is
 *     judged
 * @param logE natural logarithm of E(0) now; NaN before the first event is judged
 * @param low lower end of the confidence sequence of the signal strength; NaN before the first
 *     event is judged or where all strengths are excluded
 * @param high its upper end; at most the range that is searched
 * @param level probability with which the sequence keeps the true strength for ever
 * @param lowestNeutrons smallest factor on the neutrons that is considered possible
 * @param highestNeutrons largest
 * @param teaching anticoincidence events of the beginning that only taught it the steady-state
 *     background
 * @param events events it has judged
 * @param learning true while events of AC only teach it; never where the detector's file says what
 *     was counted before
 * @param state what it needs to go on from here
 */
public record ModelTest(
        double sigma,
        double logE,
        double low,
        double high,
        double level,
        double lowestNeutrons,
        double highestNeutrons,
        long teaching,
        long events,
        boolean learning,
        ModelState state) {}
