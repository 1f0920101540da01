package cevns.analysis.prediction;

import java.util.TreeSet;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Recoil energies and weights for an integral over them: Gauss-Legendre panels with borders where
 * the integrand has a step or a kink (the end point of the ν_μ line of each isotope, the edges of a
 * bin that nothing smears).
 */
public final class RecoilGrid {

    private static final int NODES_A_PANEL = 16;
    private static final int PANELS = 12;
    private static final double[] POINTS = new double[NODES_A_PANEL];
    private static final double[] WEIGHTS = new double[NODES_A_PANEL];

    static {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES_A_PANEL);
        for (int i = 0; i < NODES_A_PANEL; i++) {
            POINTS[i] = rule.getPoint(i);
            WEIGHTS[i] = rule.getWeight(i);
        }
    }

    private final double[] energiesMev;
    private final double[] weights;

    private RecoilGrid(double[] borders) {
        int panels = borders.length - 1;
        energiesMev = new double[panels * NODES_A_PANEL];
        weights = new double[panels * NODES_A_PANEL];
        for (int panel = 0; panel < panels; panel++) {
            double half = (borders[panel + 1] - borders[panel]) / 2;
            double middle = (borders[panel + 1] + borders[panel]) / 2;
            for (int i = 0; i < NODES_A_PANEL; i++) {
                energiesMev[panel * NODES_A_PANEL + i] = middle + half * POINTS[i];
                weights[panel * NODES_A_PANEL + i] = half * WEIGHTS[i];
            }
        }
    }

    /**
     * A grid from 0 to the largest recoil.
     *
     * @param largestMev largest recoil [MeV], above 0
     * @param bordersMev further borders of panels [MeV]; those outside are ignored
     */
    public static RecoilGrid upTo(double largestMev, double... bordersMev) {
        return between(0, largestMev, bordersMev);
    }

    /** A grid over [lowMev, highMev), low below high. */
    public static RecoilGrid between(double lowMev, double highMev, double... bordersMev) {
        TreeSet<Double> borders = new TreeSet<>();
        for (int i = 0; i <= PANELS; i++) {
            borders.add(lowMev + (highMev - lowMev) * i / PANELS);
        }
        for (double border : bordersMev) {
            if (border > lowMev && border < highMev) {
                borders.add(border);
            }
        }
        return new RecoilGrid(borders.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Number of energies. */
    public int size() {
        return energiesMev.length;
    }

    /** Energy number {@code i} [MeV]. */
    public double energyMev(int i) {
        return energiesMev[i];
    }

    /** Its weight in the integral [MeV]. */
    public double weight(int i) {
        return weights[i];
    }
}
