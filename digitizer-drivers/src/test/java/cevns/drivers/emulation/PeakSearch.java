package cevns.drivers.emulation;

import java.util.ArrayList;
import java.util.List;

/** The peak search of selection.md §1, written down once more and slowly, to judge samples by. */
final class PeakSearch {

    /**
     * A peak.
     *
     * @param start first sample at or above threshold
     * @param charge sum below the baseline [ADC counts × samples]
     */
    record Peak(int start, double charge) {}

    private PeakSearch() {}

    static List<Peak> peaks(char[] samples, double baseline, double threshold) {
        List<Peak> peaks = new ArrayList<>();
        int s = 0;
        while (s < samples.length) {
            int start = s;
            while (s < samples.length && baseline - samples[s] >= threshold) {
                s++;
            }
            if (s - start >= 4) {
                double charge = 0;
                for (int i = Math.max(0, start - 1); i < Math.min(samples.length, s + 2); i++) {
                    charge += baseline - samples[i];
                }
                peaks.add(new Peak(start, charge));
            }
            s = s == start ? s + 1 : s;
        }
        return peaks;
    }
}
