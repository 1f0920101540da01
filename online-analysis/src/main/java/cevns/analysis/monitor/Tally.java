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
 */
public final class Tally {

    private final EnumMap<Name, Histogram> spectra = new EnumMap<>(Name.class);
    private final List<SpectrumConfig> configs;
    private final ChannelTally[] channels;
    private final Selection selection;
    private final Histogram spe;
    private final Histogram baseline;

    public Tally(RunConfig config, Selection selection) {
        this.selection = selection;
        configs = config.spectra();
        for (SpectrumConfig s : configs) {
            spectra.put(s.name(), new Histogram(s.bins(), s.low(), s.high()));
        }
        spe = spectra.get(Name.SPE_ADC);
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
    public void on(int index, TracePulses pulses, Readout readout) {
        channels[index].on(pulses, readout, spe, baseline);
    }

    /** An event in its window, selected or not. */
    public void on(Event event) {
        spectra.get(Name.MULTIPLICITY).fill(event.multiplicity());
        for (Hit hit : event.hits()) {
            if (hit instanceof PmtHit pmt) {
                spectra.get(Name.CHARGE_PE).fill(pmt.chargePe());
                spectra.get(Name.F90).fill(pmt.f90());
            } else if (hit instanceof HpgeHit germanium) {
                spectra.get(Name.ENERGY_KEV).fill(germanium.energyKev());
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

    Map<String, Snapshot.Spectrum> spectra() {
        Map<String, Snapshot.Spectrum> all = new LinkedHashMap<>();
        for (SpectrumConfig config : configs) {
            Histogram h = spectra.get(config.name());
            all.put(
                    config.name().key(),
                    new Snapshot.Spectrum(
                            config.name().unit,
                            h.low(),
                            h.high(),
                            h.counts(),
                            h.underflow(),
                            h.overflow()));
        }
        return all;
    }

    /** State of each channel; begins a new interval. */
    List<Snapshot.Channel> takeChannels() {
        List<Snapshot.Channel> all = new ArrayList<>(channels.length);
        for (ChannelTally channel : channels) {
            all.add(channel.take());
        }
        return all;
    }
}
