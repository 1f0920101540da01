package cevns.analysis.prediction;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * A spectrum whose moments have no closed form: its density is integrated once, panel by panel, and
 * only the panel that holds the limit is integrated again.
 */
public final class NumericSpectrum implements NeutrinoSpectrum {

    private static final int PANELS = 400;
    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(5);

    private final DoubleUnaryOperator density;
    private final double lowMev;
    private final double highMev;
    private final double[][] above = new double[PANELS + 1][3];

    /**
     * @param lowMev no neutrinos below [MeV], 0 or more
     * @param highMev none above [MeV]
     * @param density neutrinos at an energy [1/MeV]
     */
    public NumericSpectrum(double lowMev, double highMev, DoubleUnaryOperator density) {
        if (!(lowMev >= 0 && lowMev < highMev)) {
            throw new IllegalArgumentException("energies from " + lowMev + " to " + highMev);
        }
        this.lowMev = lowMev;
        this.highMev = highMev;
        this.density = density;
        for (int panel = PANELS - 1; panel >= 0; panel--) {
            System.arraycopy(above[panel + 1], 0, above[panel], 0, 3);
            add(border(panel), border(panel + 1), above[panel]);
        }
    }

    @Override
    public double maxMev() {
        return highMev;
    }

    @Override
    public NeutrinoSpectrum times(DoubleUnaryOperator share) {
        return new NumericSpectrum(
                lowMev,
                highMev,
                energy -> density.applyAsDouble(energy) * share.applyAsDouble(energy));
    }

    @Override
    public void momentsAbove(double eMinMev, double[] moments) {
        double from = Math.max(lowMev, eMinMev);
        if (from >= highMev) {
            moments[0] = moments[1] = moments[2] = 0;
            return;
        }
        int panel = Math.min(PANELS - 1, (int) ((from - lowMev) / (highMev - lowMev) * PANELS));
        System.arraycopy(above[panel + 1], 0, moments, 0, 3);
        add(from, border(panel + 1), moments);
    }

    private double border(int panel) {
        return panel == PANELS ? highMev : lowMev + (highMev - lowMev) * panel / PANELS;
    }

    private void add(double from, double to, double[] moments) {
        double half = (to - from) / 2;
        for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
            double energy = (from + to) / 2 + half * RULE.getPoint(i);
            double part = half * RULE.getWeight(i) * density.applyAsDouble(energy);
            moments[0] += part;
            moments[1] += part / energy;
            moments[2] += part / (energy * energy);
        }
    }
}
