package cevns.analysis.monitor;

import cevns.analysis.statistics.OnOff;
import cevns.daq.config.CutConfig;
import cevns.daq.config.SpectrumConfig.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * C − α·AC beside the region of the signal: events that pass every cut but those on charge or on
 * time, and lie outside those. Of the beam there is next to nothing, so it has to be compatible
 * with 0 whatever the signal is (statistics.md §5).
 *
 * <p>Bins of a spectrum that a cut divides are left out, and so is what lies beyond its axis.
 */
final class SideBands {

    private static final double NS_PER_US = 1000;

    private SideBands() {}

    /**
     * The bands of a selection, below and above it, charge before time; none where the spectra end
     * with the cuts or AC has no live time.
     *
     * @param spectra of the snapshot, by name
     * @param alpha live time of C over that of AC
     */
    static List<SideBand> of(
            List<CutConfig> cuts, Map<String, Snapshot.Spectrum> spectra, double alpha) {
        if (!(alpha > 0)) {
            return List.of();
        }
        List<SideBand> all = new ArrayList<>();
        add(
                all,
                "charge",
                range(cuts, CutConfig.Quantity.CHARGE_PE, 1),
                spectra.get(Name.CHARGE_COINCIDENCE_PE.key()),
                spectra.get(Name.CHARGE_ANTICOINCIDENCE_PE.key()),
                alpha);
        add(
                all,
                "time",
                range(cuts, CutConfig.Quantity.TIME_NS, NS_PER_US),
                spectra.get(Name.TIME_COINCIDENCE_US.key()),
                spectra.get(Name.TIME_ANTICOINCIDENCE_US.key()),
                alpha);
        return List.copyOf(all);
    }

    /** What all cuts on one quantity let pass, in the unit of its spectrum. */
    private static double[] range(List<CutConfig> cuts, CutConfig.Quantity quantity, double unit) {
        double[] range = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (CutConfig cut : cuts) {
            if (cut.quantity() == quantity) {
                range[0] = Math.max(range[0], cut.min() / unit);
                range[1] = Math.min(range[1], cut.max() / unit);
            }
        }
        return range;
    }

    private static void add(
            List<SideBand> all,
            String name,
            double[] kept,
            Snapshot.Spectrum on,
            Snapshot.Spectrum off,
            double alpha) {
        if (on == null || off == null) {
            return;
        }
        int bins = on.counts().length;
        double width = (on.high() - on.low()) / bins;
        int below = (int) Math.floor((kept[0] - on.low()) / width + 1e-9);
        int above = (int) Math.ceil((kept[1] - on.low()) / width - 1e-9);
        add(all, "below " + name, 0, Math.min(bins, below), on, off, alpha);
        add(all, "above " + name, Math.max(0, above), bins, on, off, alpha);
    }

    private static void add(
            List<SideBand> all,
            String name,
            int from,
            int to,
            Snapshot.Spectrum on,
            Snapshot.Spectrum off,
            double alpha) {
        if (to <= from) {
            return;
        }
        double width = (on.high() - on.low()) / on.counts().length;
        OnOff counts = new OnOff(sum(on, from, to), sum(off, from, to), alpha);
        all.add(
                new SideBand(
                        name,
                        on.unit(),
                        on.low() + from * width,
                        on.low() + to * width,
                        sum(on, from, to),
                        sum(off, from, to),
                        counts.residual(),
                        counts.sigma()));
    }

    private static long sum(Snapshot.Spectrum spectrum, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += spectrum.counts()[i];
        }
        return sum;
    }
}
