package cevns.analysis.reference;

import cevns.analysis.statistics.FeldmanCousins;
import cevns.analysis.statistics.OnOff;
import cevns.analysis.statistics.SingleBin;
import java.util.Map;
import java.util.TreeMap;

/** The groups that {@code cevns.analysis.statistics} answers, each with its evaluator. */
final class StatisticsGroups {

    private StatisticsGroups() {}

    static Map<String, Evaluator> all() {
        Map<String, Evaluator> all = new TreeMap<>();
        all.put("stats", StatisticsGroups::online);
        all.put("feldman_cousins", StatisticsGroups::unified);
        all.put("fit", FitGroup::evaluate);
        return all;
    }

    /** Which of the quantities of one measurement is meant, only the id says. */
    private static double online(Point point) {
        if (point.has("n_meas")) {
            return SingleBin.of(
                            point.number("n_meas"),
                            point.number("b_ss"),
                            point.number("b_on"),
                            point.number("sigma_alpha"),
                            point.number("sigma_beta"))
                    .chi2(point.number("n_theory"));
        }
        OnOff counts =
                new OnOff(point.number("n_on"), point.number("n_off"), point.number("alpha"));
        String quantity = before(point.id());
        return switch (quantity) {
            case "residual" -> counts.residual();
            case "sigma" -> counts.sigma();
            case "lima" -> counts.liMaSigma();
            default -> throw new IllegalArgumentException("unknown quantity " + quantity);
        };
    }

    /** Which end of the interval is meant, only the id says. */
    private static double unified(Point point) {
        int n = (int) point.number("n");
        var interval = FeldmanCousins.interval(n, point.number("b"), 0.9);
        String end = after(point.id());
        return switch (end) {
            case "lo" -> interval.low();
            case "hi" -> interval.high();
            default -> throw new IllegalArgumentException("unknown end " + end);
        };
    }

    private static String before(String id) {
        return id.substring(0, Math.max(0, id.indexOf('/')));
    }

    private static String after(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
