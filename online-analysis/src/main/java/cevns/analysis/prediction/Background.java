package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A background that the beam makes, prompt neutrons or those that neutrinos free in the shield: one
 * entry of the block {@code backgrounds} of a prediction. Its size and time are independent.
 *
 * @param name as in the file: brn, nin
 * @param amount how much of it there is
 * @param size before the selection
 * @param arrival since the beam reference
 * @param uncertainty of its number of events, relative
 */
public record Background(
        String name,
        Amount amount,
        BackgroundSize size,
        BackgroundArrival arrival,
        double uncertainty) {

    /**
     * How much.
     *
     * @param value the number
     * @param per what it is counted for
     */
    public record Amount(double value, Per per) {}

    /** What an amount is counted for. */
    public enum Per {
        /** Of any size and time, for each proton. */
        PROTON,
        /** Of any size and time, for each GWh of beam energy. */
        GWH,
        /** Selected, in all bins of size and time, for the exposure of the file. */
        SELECTED
    }

    /**
     * Backgrounds of a beam energy, of any size and time [1/proton].
     *
     * @param config the prediction that it belongs to
     * @param selected part of them that is selected and lies in the bins at the time of the file
     */
    double perProton(PredictionConfig config, double selected) {
        SourceExposure exposure = config.exposure();
        return switch (amount.per()) {
            case PROTON -> amount.value() * withNeutrinos(exposure);
            case GWH -> amount.value() * exposure.gwh(1);
            case SELECTED ->
                    selected > 0
                            ? amount.value()
                                    / exposure.amount()
                                    / selected
                                    * withNeutrinos(exposure)
                            : 0;
        };
    }

    /** What neutrinos make follows their number when the energy of the protons changes. */
    private double withNeutrinos(SourceExposure exposure) {
        return arrival.isOfNeutrinos() ? exposure.yieldOverThatOfTheFile() : 1;
    }

    /**
     * Reads the block {@code backgrounds}; none where there is no such block.
     *
     * @param tree the block {@code prediction}
     * @param response how sizes and times are counted
     */
    static List<Background> read(ConfigTree tree, ResponseConfig response) {
        List<Background> all = new ArrayList<>();
        if (tree.has("backgrounds") && !tree.has("time")) {
            tree.problem("backgrounds", "are those of a beam: a block time is expected");
        }
        for (Map.Entry<String, ConfigTree> entry : tree.named("backgrounds").entrySet()) {
            ConfigTree block = entry.getValue();
            all.add(
                    new Background(
                            entry.getKey(),
                            amount(block),
                            BackgroundSize.read(block.child("size"), response),
                            BackgroundArrival.read(block.child("arrival"), response.pulse()),
                            block.number("uncertainty", 0, 10)));
        }
        return List.copyOf(all);
    }

    private static Amount amount(ConfigTree block) {
        if (block.has("per_proton")) {
            return new Amount(block.number("per_proton", 0, 1), Per.PROTON);
        }
        if (block.has("per_gwh")) {
            return new Amount(block.number("per_gwh", 0, 1e12), Per.GWH);
        }
        return new Amount(block.number("selected_events", 0, 1e12), Per.SELECTED);
    }
}
