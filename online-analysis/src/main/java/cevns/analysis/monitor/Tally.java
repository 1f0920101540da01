package cevns.analysis.monitor;

import cevns.analysis.event.Event;
import cevns.analysis.event.Readout;
import cevns.analysis.pulse.Hit;
import cevns.analysis.pulse.HpgeHit;
import cevns.analysis.pulse.PmtHit;
import cevns.analysis.pulse.TracePulses;
import cevns.analysis.selection.Selection;
import cevns.analysis.statistics.Histogram;
import cevns.daq.config.CutConfig.Quantity;
import cevns.daq.config.RunConfig;
import cevns.daq.config.SpectrumConfig;
import cevns.daq.config.SpectrumConfig.Name;
import cevns.daq.config.WindowConfig;
import cevns.daq.record.WaveformView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The histograms of a run and the state of its channels. Events are taken when they are released,
 * before their mark settles.
 *
 * <p>A spectrum of selected events shows those that pass every cut but the ones on its own
 * quantity, so that the cut itself can be seen in it: charge without the cuts on charge, time
 * without the cut on time.
 *
 * <p>What tells of the coincidence window is counted apart, so that a blind run can leave it out.
 */
public final class Tally {

    private final EnumMap<Name, Histogram> spectra = new EnumMap<>(Name.class);
    private final EnumMap<Name, Histogram> blinded = new EnumMap<>(Name.class);
    private final List<SpectrumConfig> configs;
    private final ChannelTally[] channels;
    private final Selection selection;
    private final CoincidencePart coincidence;
    private final Histogram spe;
    private final Histogram coincidenceSpe;
    private final Histogram baseline;

    public Tally(RunConfig config, Selection selection) {
        this.selection = selection;
        coincidence = new CoincidencePart(config);
        configs = config.spectra();
        for (SpectrumConfig s : configs) {
            spectra.put(s.name(), new Histogram(s.bins(), s.low(), s.high()));
            blinded.put(s.name(), new Histogram(s.bins(), s.low(), s.high()));
        }
        spe = spectra.get(Name.SPE_ADC);
        coincidenceSpe = blinded.get(Name.SPE_ADC);
        baseline = spectra.get(Name.BASELINE_ADC);
        channels =
                config.detector().channels().stream()
                        .map(ChannelTally::new)
                        .toArray(ChannelTally[]::new);
    }

    /**
     * A waveform and what was found in it.
     *
     * @param index place of its channel in the configuration
     */
    public void on(int index, WaveformView waveform, TracePulses pulses, Readout readout) {
        int first = coincidence.firstSample(waveform);
        channels[index].on(pulses, readout, coincidence, first, spe, coincidenceSpe, baseline);
    }

    /** Samples of a waveform that a blind run may show, from its first. */
    public int shown(WaveformView waveform) {
        return coincidence.shown(waveform);
    }

    /** An event in its window, selected or not. */
    public void on(Event event) {
        EnumMap<Name, Histogram> into = coincidence.holds(event) ? blinded : spectra;
        into.get(Name.MULTIPLICITY).fill(event.multiplicity());
        for (Hit hit : event.hits()) {
            if (hit instanceof PmtHit pmt) {
                into.get(Name.CHARGE_PE).fill(pmt.chargePe());
                into.get(Name.F90).fill(pmt.f90());
            } else if (hit instanceof HpgeHit germanium) {
                into.get(Name.ENERGY_KEV).fill(germanium.energyKev());
            }
        }
        if (event.window() == WindowConfig.Kind.COINCIDENCE) {
            fill(event, Name.CHARGE_COINCIDENCE_PE, Name.TIME_COINCIDENCE_US);
        } else if (event.window() == WindowConfig.Kind.ANTICOINCIDENCE) {
            fill(event, Name.CHARGE_ANTICOINCIDENCE_PE, Name.TIME_ANTICOINCIDENCE_US);
        }
    }

    private void fill(Event event, Name charge, Name time) {
        if (selection.passesOthers(event, Quantity.CHARGE_PE)) {
            spectra.get(charge).fill(event.chargePe());
        }
        if (selection.passesOthers(event, Quantity.TIME_NS)) {
            spectra.get(time).fill(event.sinceBeamNs() / 1000);
        }
    }

    /**
     * The histograms.
     *
     * @param blind true to leave out what tells of the coincidence window; the two histograms of
     *     its events are not there then
     */
    Map<String, Snapshot.Spectrum> spectra(boolean blind) {
        Map<String, Snapshot.Spectrum> all = new LinkedHashMap<>();
        for (SpectrumConfig config : configs) {
            Name name = config.name();
            if (!blind || !isOfCoincidence(name)) {
                all.put(name.key(), spectrum(name, blind));
            }
        }
        return all;
    }

    private static boolean isOfCoincidence(Name name) {
        return name == Name.CHARGE_COINCIDENCE_PE || name == Name.TIME_COINCIDENCE_US;
    }

    private Snapshot.Spectrum spectrum(Name name, boolean blind) {
        Histogram h = spectra.get(name);
        Histogram more = blinded.get(name);
        long[] counts = h.counts();
        for (int i = 0; !blind && i < counts.length; i++) {
            counts[i] += more.count(i);
        }
        return new Snapshot.Spectrum(
                name.unit,
                h.low(),
                h.high(),
                counts,
                h.underflow() + (blind ? 0 : more.underflow()),
                h.overflow() + (blind ? 0 : more.overflow()));
    }

    /** State of each channel; begins a new interval. */
    List<Snapshot.Channel> takeChannels(boolean blind) {
        List<Snapshot.Channel> all = new ArrayList<>(channels.length);
        for (ChannelTally channel : channels) {
            all.add(channel.take(blind));
        }
        return all;
    }
}
