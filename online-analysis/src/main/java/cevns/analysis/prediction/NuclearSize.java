package cevns.analysis.prediction;

import cevns.daq.config.ConfigTree;
import java.util.Map;
import java.util.TreeMap;

/**
 * Radii that a detector's file gives a form factor, instead of those that come with its name.
 *
 * @param radii of protons and neutrons, by isotope or element; empty for the usual ones. For the
 *     form factors that are made of radii
 * @param neutronSkinFm by how much the neutrons reach further out than the protons [fm], for {@code
 *     kn}
 */
public record NuclearSize(Map<String, RadiiFormFactor.Radii> radii, double neutronSkinFm) {

    /** Nothing but the name. */
    public static final NuclearSize USUAL = new NuclearSize(new TreeMap<>(), 0);

    private static final Map<String, RadiiFormFactor.Surface> OF_RADII = new TreeMap<>();

    static {
        OF_RADII.put("helm-rms", RadiiFormFactor.Surface.HELM);
        OF_RADII.put("sf-rms", RadiiFormFactor.Surface.SYMMETRISED_FERMI);
    }

    public NuclearSize {
        radii = java.util.Collections.unmodifiableMap(new TreeMap<>(radii));
    }

    /** The form factor of a name, with these radii where they are for it. */
    public FormFactor formFactor(String name) {
        if (!radii.isEmpty() && OF_RADII.containsKey(name)) {
            return new RadiiFormFactor(OF_RADII.get(name), radii);
        }
        if (neutronSkinFm > 0 && name.equals("kn")) {
            return FormFactors.kleinNystrand(neutronSkinFm);
        }
        return FormFactors.named(name);
    }

    /** Reads {@code radii_fm { Cs = [R_p, R_n] … }} and {@code neutron_skin_fm}. */
    static NuclearSize read(ConfigTree tree, String formFactor) {
        Map<String, RadiiFormFactor.Radii> radii = new TreeMap<>();
        if (tree.has("radii_fm")) {
            ConfigTree named = tree.child("radii_fm");
            for (String name : named.keys()) {
                double[] pair = named.numbers(name).stream().mapToDouble(r -> r).toArray();
                try {
                    radii.put(name, new RadiiFormFactor.Radii(pair[0], pair[1]));
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                    named.problem(name, "is not [R_p, R_n] in fm, each 2 or more");
                }
            }
            if (!OF_RADII.containsKey(formFactor)) {
                tree.problem("radii_fm", "are for the form factors " + OF_RADII.keySet());
            }
        }
        double skin = tree.number("neutron_skin_fm", 0, 2, 0);
        if (skin > 0 && !formFactor.equals("kn")) {
            tree.problem("neutron_skin_fm", "is for the form factor kn");
        }
        return new NuclearSize(radii, skin);
    }
}
