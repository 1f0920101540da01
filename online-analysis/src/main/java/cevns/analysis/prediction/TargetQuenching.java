package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Quenching of a target, one model for all nuclei or one for each element: sodium recoils in NaI
 * are quenched three times less than those of iodine.
 *
 * @param byElement by symbol; has every element of the target
 */
public record TargetQuenching(Map<String, Quenching> byElement) {

    public TargetQuenching {
        byElement = java.util.Collections.unmodifiableMap(new TreeMap<>(byElement));
    }

    /** The same model for all elements of a target. */
    public static TargetQuenching same(Material material, Quenching quenching) {
        Map<String, Quenching> all = new LinkedHashMap<>();
        material.nuclei().forEach(n -> all.put(n.isotope().element(), quenching));
        return new TargetQuenching(all);
    }

    /** The model of a nucleus. */
    public Quenching of(Isotope isotope) {
        return byElement.get(isotope.element());
    }

    /** Reads {@code { model = …, … }} or {@code { by_element { Na { model = … } … } }}. */
    static TargetQuenching read(ConfigTree tree, Material material) {
        if (!tree.has("by_element")) {
            return same(material, Quenching.read(tree));
        }
        Map<String, Quenching> all = new LinkedHashMap<>();
        tree.named("by_element").forEach((name, each) -> all.put(name, Quenching.read(each)));
        for (Material.Nuclei nuclei : material.nuclei()) {
            String element = nuclei.isotope().element();
            if (!all.containsKey(element)) {
                tree.problem("by_element", "no model for " + element + " of the target");
                all.put(element, new Quenching.Constant(1));
            }
        }
        return new TargetQuenching(all);
    }
}
