package cevns.analysis.monitor;

import cevns.analysis.statistics.anytime.RatioProcess;
import cevns.daq.record.EndReason;
import cevns.daq.record.RunMode;
import cevns.daq.record.RunType;
import cevns.daq.record.SourceState;
import java.util.List;
import java.util.Map;

/**
 * Every number of the measurement that a page shows, at one moment of the data. Made every so many
 * beam marks, at a tick where no marks come, at each subrun and at the end of the run. Its JSON, by
 * {@link SnapshotJson}, is one line of {@code snapshots.jsonl} and what the page gets: the same
 * bytes.
 *
 * <p>Unknown is NaN for a {@code double} (JSON {@code null}) and −1 for a count that says so.
 *
 * @param number number of the snapshot in its run, from 0
 * @param run the run
 * @param subrun the subrun, from 0
 * @param detector name of the detector
 * @param detectorKind csi, lar, ge, nai, bench: which page elements make sense
 * @param type what the run is for
 * @param mode where its data come from; SIMULATED as soon as one source says so
 * @param timeLapse real pulses that one emulated pulse stands for
 * @param configHash hash of the run's configuration
 * @param startNs host time of the run's start [ns since the Unix epoch]
 * @param timeNs data time of this snapshot [ns since the Unix epoch, or since device zero]
 * @param mark number of the newest beam mark, from 0; −1 before the first
 * @param end why the run ended; null while it has not
 * @param sources the ledger and state of each source, by id
 * @param residual Σ |read − built − rejected − lost − pending| over the sources; must be 0
 * @param beam beam timing
 * @param exposure the three accounts
 * @param counts events by window, of settled marks
 * @param cutFlow one for each kind of window, by released events
 * @param spectra the histograms, by name: {@code charge_coincidence_pe}, …
 * @param channels state of each channel, in the order of the configuration
 * @param gaps the newest holes, oldest first, at most 50
 * @param readings latest slow-control value of each channel
 * @param qualityFlag why the marks that come now are not good, as somebody noted; null without a
 *     flag
 * @param campaign the campaign with this run, of which {@code comparison} speaks; null where the
 *     run stands alone
 * @param comparison counts beside the prediction; null where there is none
 * @param noComparison why there is none; null where there is one
 * @param blinding whether the quantities of the coincidence window are in it
 * @param expectation what may be told of the comparison while it is blind; else null
 */
public record Snapshot(
        long number,
        int run,
        int subrun,
        String detector,
        String detectorKind,
        RunType type,
        RunMode mode,
        double timeLapse,
        String configHash,
        long startNs,
        long timeNs,
        long mark,
        EndReason end,
        List<Source> sources,
        long residual,
        Beam beam,
        Exposures exposure,
        Counts counts,
        List<CutFlow> cutFlow,
        Map<String, Spectrum> spectra,
        List<Channel> channels,
        List<Gap> gaps,
        List<Reading> readings,
        String qualityFlag,
        Campaign campaign,
        Comparison comparison,
        NoComparison noComparison,
        BlindingState blinding,
        Expectation expectation) {

    /** Stands for a count that is left out because the run is blind; JSON {@code null}. */
    public static final long BLINDED = -1;

    /** Why a run has no comparison with a prediction. */
    public enum NoComparison {
        /** The detector's file has no block {@code prediction}. */
        NO_PREDICTION,
        /** Its block {@code prediction} cannot be read. */
        INVALID_PREDICTION,
        /** The prediction is not for protons: a reactor. */
        NO_BEAM,
        /** The configuration names no source of the proton charge. */
        NO_CHARGE,
        /** There is no anticoincidence window, and no strobe that stands for one has come yet. */
        NO_WINDOWS,
        /** The run is blind. */
        BLINDED,
        /** A run of a campaign that had counted as a real one when a simulated source came. */
        MIXED
    }

    /**
     * One source: who it is, its state and its ledger (units as in the record package).
     *
     * @param ratePerS unit records a second of data time, over the last interval
     * @param triggers triggers by kind
     * @param lost by cause; every cause is there, also at 0
     * @param rejected by cause; every cause is there, also at 0
     * @param refused frames refused by fault
     * @param deadNs dead time by cause [ns]
     * @param unknownLosses holes whose size cannot be known
     * @param unknownLossNs their length together [ns]
     */
    public record Source(
            int id,
            String name,
            String family,
            String model,
            boolean simulated,
            SourceState state,
            double ratePerS,
            Map<String, Long> triggers,
            long read,
            long built,
            Map<String, Long> rejected,
            Map<String, Long> lost,
            long pending,
            Map<String, Long> refused,
            Map<String, Long> deadNs,
            int unknownLosses,
            long unknownLossNs,
            long bytes) {}

    /**
     * Beam timing.
     *
     * @param marks marks of the metronome
     * @param inserted marks that were missed and put in
     * @param refused duplicates and noise, by reason
     * @param intervalNs last interval; NaN before the second mark
     * @param rateHz marks a second over the last interval of snapshots
     * @param pulses settled marks by beam class: beam, empty, abnormal, unknown
     * @param delivered pulses of the stream
     * @param lastChargeC charge of the newest pulse [C]
     * @param lastPulseNs its time [ns since the Unix epoch]; 0 before the first
     * @param powerW beam power over the last second of pulses [W]
     * @param pending marks not settled yet
     * @param confidence confidence of the newest match, 0…3
     * @param residualNs its residual: mark minus pulse id after the fit of the clocks [ns]
     * @param timing clocks, and what is wrong with marks and pulses
     */
    public record Beam(
            long marks,
            long inserted,
            Map<String, Long> refused,
            double intervalNs,
            double rateHz,
            Map<String, Long> pulses,
            long delivered,
            double lastChargeC,
            long lastPulseNs,
            double powerW,
            long pending,
            int confidence,
            double residualNs,
            Timing timing) {}

    /** The three accounts of exposure. */
    public record Exposures(Account delivered, Account recorded, Account good) {}

    /**
     * One account.
     *
     * @param marks marks, or pulses for the delivered one
     * @param liveNs live time of the coincidence window [ns]
     * @param chargeCounts proton charge [10 pC]
     * @param protons the same as protons on target, times the time-lapse factor
     * @param energyJ beam energy on target [J], times the time-lapse factor
     * @param unknownMarks marks in it whose charge is not known
     */
    public record Account(
            long marks,
            long liveNs,
            long chargeCounts,
            double protons,
            double energyJ,
            long unknownMarks) {}

    /**
     * Selected events of good, settled marks.
     *
     * @param coincidence events in C; {@link #BLINDED} while the run is
     * @param anticoincidence events in AC
     * @param alpha live window time of C over that of AC; NaN when AC has none
     * @param beamOffCoincidence events in C of EMPTY marks, for the null test
     * @param beamOffAnticoincidence events in AC of EMPTY marks
     * @param pendingEvents selected events of marks that have not settled; without those in C while
     *     the run is blind
     */
    public record Counts(
            long coincidence,
            long anticoincidence,
            double alpha,
            long beamOffCoincidence,
            long beamOffAnticoincidence,
            long pendingEvents) {

        /** The same as a blind run may give it out. */
        Counts withoutCoincidence() {
            return new Counts(
                    BLINDED,
                    anticoincidence,
                    alpha,
                    beamOffCoincidence,
                    beamOffAnticoincidence,
                    pendingEvents);
        }
    }

    /**
     * The runs of a campaign up to this one. A snapshot's own exposure and counts are those of its
     * run, the comparison is that of the campaign.
     *
     * @param name name of the campaign
     * @param hash hash of the analysis that its runs have in common
     * @param runs number of included runs, this one too
     * @param ranges their numbers, oldest first; the newest 50 stretches
     * @param excluded number of runs that were left out
     * @param leftOut which and why, oldest first; the newest 50
     * @param exposure the three accounts of the included runs
     * @param counts their events by window, of settled marks
     */
    public record Campaign(
            String name,
            String hash,
            int runs,
            List<CampaignState.Range> ranges,
            int excluded,
            List<CampaignState.Excluded> leftOut,
            Exposures exposure,
            Counts counts) {}

    /**
     * What the selection did with the events of one kind of window; events = selected + Σ rejected.
     *
     * <p>While the run is blind, that of C has only the cuts before the first one on the event
     * itself, and no other count; where C could be had by subtraction, that of none has no count.
     *
     * @param window coincidence, anticoincidence, or none for events outside both
     * @param events events that were looked at; {@link #BLINDED} where it is left out
     * @param selected those that passed every cut; {@link #BLINDED} where it is left out
     * @param rejected events by the first cut they failed
     */
    public record CutFlow(String window, long events, long selected, Map<String, Long> rejected) {}

    /**
     * A histogram.
     *
     * @param unit unit of its axis
     * @param low lower edge of the first bin
     * @param high upper edge of the last bin
     * @param counts entries by bin
     * @param underflow entries below
     * @param overflow entries above, or at the upper edge
     */
    public record Spectrum(
            String unit, double low, double high, long[] counts, long underflow, long overflow) {}

    /**
     * State of one channel.
     *
     * @param hits hits of its waveforms; of a veto or a timing signal its pulses
     * @param baselineAdc mean baseline over the last interval that had a trace [ADC counts]; NaN
     *     before the first
     * @param noiseAdc its RMS within a trace, averaged [ADC counts]
     * @param speChargeAdc mean charge of a single photoelectron peak [ADC counts × samples]; NaN
     */
    public record Channel(
            String name,
            String source,
            int channel,
            long waveforms,
            long hits,
            long saturated,
            double baselineAdc,
            double noiseAdc,
            double speChargeAdc) {}

    /** A hole: units −1 when not known. */
    public record Gap(String source, String cause, long units, long firstNs, long lastNs) {}

    /** A slow-control value. */
    public record Reading(
            String source, String name, String unit, double value, String quality, long timeNs) {}

    /**
     * Selected events of good, settled marks beside what is predicted for their protons: signal by
     * the Standard Model, and neutrons of the beam where the detector's file has them
     * (statistics.md §1). Counts are those inside the bins of the prediction.
     *
     * @param coincidence counts C
     * @param anticoincidence counts AC
     * @param alpha live window time of C over that of AC
     * @param excess C − α·AC, neutrons of the beam included
     * @param excessError its standard deviation, √(C + α²·AC)
     * @param predicted expected signal events S
     * @param uncertainty their standard deviation, all systematic sources together
     * @param uncertainties the same by source, in alphabetical order
     * @param pull excess less {@code expected.excess} in standard deviations; NaN without any
     *     spread
     * @param liMaSigma T.-P. Li and Y.-Q. Ma (1983), equation (17); not corrected for looking often
     * @param expectedLiMaSigma the same at the expected counts, signal and neutrons
     * @param anytimeSigma significance of an excess that may be looked at all the time: counts
     *     only, neutrons count as excess
     * @param anytime state of its e-process
     * @param strength signal over prediction from the cells
     * @param nullTest what is left with the beam off
     * @param cells where the counts lie
     * @param spectrum predicted signal by size
     * @param timeProfile predicted signal by time since the beam reference
     * @param expected what the excess is expected to be, and what is left of it for the signal
     * @param components what the beam brings, for a stacked plot: the signal first, then the
     *     backgrounds in alphabetical order
     * @param model significance and interval of the signal that may be looked at all the time
     * @param segments the stretches of one beam energy and T0 that the prediction is summed over
     * @param stability steadiness of AC and growth of the excess
     * @param trajectory what the significances of the counts are expected to be
     * @param sideBands what lies beside the region of the signal, in this run
     */
    public record Comparison(
            long coincidence,
            long anticoincidence,
            double alpha,
            double excess,
            double excessError,
            double predicted,
            double uncertainty,
            Map<String, Double> uncertainties,
            double pull,
            double liMaSigma,
            double expectedLiMaSigma,
            double anytimeSigma,
            RatioProcess.State anytime,
            SignalStrength strength,
            NullTest nullTest,
            CountedCells cells,
            double[] spectrum,
            double[] timeProfile,
            ExpectedExcess expected,
            List<BeamComponent> components,
            ModelTest model,
            List<BeamSegment> segments,
            Stability stability,
            Trajectory trajectory,
            List<SideBand> sideBands) {}
}
