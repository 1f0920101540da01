package cevns.web;

import cevns.analysis.prediction.PredictionConfig;
import cevns.analysis.prediction.PredictionResult;
import cevns.analysis.prediction.Predictor;
import cevns.analysis.prediction.SourceExposure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the CEvNS prediction for a detector configuration. */
@Command(
        name = "predict",
        description = "Print the CEvNS prediction for a detector configuration.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: sevens predict detectors/csi-2017 --gwh 7.48")
final class PredictCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CONFIG", description = "a file, or the name of a shipped one")
    private String config;

    @ArgGroup private Amount amount = new Amount();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "",
            description = "a variant that the configuration names")
    private String preset;

    @Option(names = "--json", description = "print one JSON document")
    private boolean json;

    @Spec private CommandSpec spec;

    /** The exposure, instead of the one in the file. */
    private static final class Amount {

        @Option(names = "--gwh", paramLabel = "X", description = "beam energy [GWh]")
        private Double gwh;

        @Option(names = "--pot", paramLabel = "X", description = "protons on target")
        private Double pot;

        @Option(names = "--days", paramLabel = "X", description = "days at a reactor")
        private Double days;
    }

    @Override
    public Integer call() {
        PredictionResult result = result(preset);
        Map<String, Double> presets = new LinkedHashMap<>();
        for (String name : PredictionConfig.presets(config)) {
            presets.put(name, result(name).events());
        }
        if (json) {
            System.out.println(
                    PredictionJson.of(result, presets).put("config", config).encodePrettily());
        } else {
            System.out.println(PredictTable.of(result, presets));
        }
        return 0;
    }

    private PredictionResult result(String name) {
        PredictionConfig read = PredictionConfig.load(config, name);
        return new PredictionResult(new Predictor(read).predict(), exposure(read.exposure()));
    }

    private double exposure(SourceExposure source) {
        if (source.isBeam() ? amount.days != null : amount.gwh != null || amount.pot != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    source.isBeam()
                            ? "--days is for reactors; this detector stands at an accelerator"
                            : "--gwh and --pot are for accelerators; this is a reactor: --days");
        }
        double value =
                amount.gwh != null
                        ? source.protons(amount.gwh)
                        : amount.pot != null
                                ? amount.pot
                                : amount.days != null ? amount.days : source.amount();
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new ParameterException(
                    spec.commandLine(), "the exposure is " + value + "; 0 or more is expected");
        }
        return value;
    }
}
