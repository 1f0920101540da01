package cevns.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A minimum is where nothing goes down: no slope inside the bounds, none inwards at a bound. */
class BinnedFitPropertiesTest {

    @Property(tries = 200)
    void endsWhereNothingGoesDown(
            @ForAll long seed,
            @ForAll @IntRange(min = 3, max = 60) int cells,
            @ForAll @IntRange(min = 1, max = 4) int templates,
            @ForAll @IntRange(min = 1, max = 2000) int events) {
        Random random = new Random(seed);
        List<Template> shapes = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        for (int k = 0; k < templates; k++) {
            double[] shape = new double[cells];
            for (int i = 0; i < cells; i++) {
                // The first one reaches every cell, as steady-state background does.
                shape[i] = k == 0 ? 0.1 + random.nextDouble() : Math.pow(random.nextDouble(), 4);
            }
            shapes.add(Template.of("t" + k, shape));
            double counts = 1 + events * random.nextDouble();
            parameters.add(
                    random.nextBoolean()
                            ? Parameter.free("t" + k, counts)
                            : Parameter.pulled("t" + k, counts, 0.3 * counts));
        }
        double[] counts = new double[cells];
        for (int n = 0; n < events; n++) {
            counts[(int) (cells * random.nextDouble() * random.nextDouble())]++;
        }
        TemplateSum model = new TemplateSum(shapes);
        BinnedFit fit = new BinnedFit(model, parameters, counts);
        double[] best = fit.best().values();
        double least = fit.chi2(best);
        for (int k = 0; k < templates; k++) {
            double step = 1e-3 * Math.max(1, best[k]);
            for (double to : new double[] {best[k] - step, best[k] + step}) {
                if (to >= 0) {
                    double[] moved = best.clone();
                    moved[k] = to;
                    assertThat(fit.chi2(moved)).isGreaterThan(least - 1e-6);
                }
            }
        }
    }
}
