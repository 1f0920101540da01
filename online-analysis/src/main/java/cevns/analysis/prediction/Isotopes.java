package cevns.analysis.prediction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nuclides of our targets and their natural abundances (prediction.md §4). Mass excesses are
 * those of AME2020 to about 50 keV, 4·10⁻⁷ of a mass.
 */
public final class Isotopes {

    /**
     * A nuclide in its element.
     *
     * @param fraction number fraction in the natural element
     */
    public record Abundance(Isotope isotope, double fraction) {}

    private static final Map<String, Isotope> ISOTOPES = new LinkedHashMap<>();
    private static final Map<String, List<Abundance>> ELEMENTS = new LinkedHashMap<>();

    static {
        element("H", 1, "1 .999885 7289.0", "2 .000115 13135.7");
        element("D", 1, "2 1 13135.7");
        element("C", 6, "12 .9893 0", "13 .0107 3125.0");
        element("O", 8, "16 .99757 -4737.0", "17 .00038 -808.8", "18 .00205 -782.8");
        element("F", 9, "19 1 -1487.4");
        element("Ne", 10, "20 .9048 -7041.9", "21 .0027 -5731.8", "22 .0925 -8024.7");
        element("Na", 11, "23 1 -9529.9");
        element("Al", 13, "27 1 -17196.9");
        element("Si", 14, "28 .92223 -21492.8", "29 .04685 -21895.1", "30 .03092 -24433.0");
        element(
                "S",
                16,
                "32 .9499 -26015.5",
                "33 .0075 -26585.9",
                "34 .0425 -29931.7",
                "36 .0001 -30664.1");
        element("Ar", 18, "36 .003336 -30231.5", "38 .000629 -34714.8", "40 .996035 -35039.9");
        element(
                "Ca",
                20,
                "40 .96941 -34846.4",
                "42 .00647 -38547.2",
                "43 .00135 -38408.8",
                "44 .02086 -41468.7",
                "46 .00004 -43139.4",
                "48 .00187 -44224.6");
        element(
                "Fe",
                26,
                "54 .05845 -56254.5",
                "56 .91754 -60607.1",
                "57 .02119 -60182.0",
                "58 .00282 -62155.1");
        element("Cu", 29, "63 .6915 -65579.8", "65 .3085 -67263.7");
        element(
                "Ge",
                32,
                "70 .2057 -70561.8",
                "72 .2745 -72585.9",
                "73 .0775 -71297.5",
                "74 .3650 -73422.4",
                "76 .0773 -73212.9");
        element("I", 53, "127 1 -88984");
        element(
                "Xe",
                54,
                "124 .000952 -87661",
                "126 .000890 -89146",
                "128 .019102 -89860",
                "129 .264006 -88696",
                "130 .040710 -89880",
                "131 .212324 -88414",
                "132 .269086 -89279",
                "134 .104357 -88126",
                "136 .088573 -86429");
        element("Cs", 55, "133 1 -88071");
        element(
                "W",
                74,
                "180 .0012 -49636",
                "182 .2650 -48246",
                "183 .1431 -46366",
                "184 .3064 -45705",
                "186 .2843 -42508");
        element(
                "Pb",
                82,
                "204 .014 -25110",
                "206 .241 -23786",
                "207 .221 -22452",
                "208 .524 -21749");
        element("Th", 90, "232 1 35447");
    }

    private Isotopes() {}

    /**
     * A nuclide by symbol and mass number, {@code Ar40}.
     *
     * @throws IllegalArgumentException if it is not in the table
     */
    public static Isotope named(String name) {
        Isotope isotope = ISOTOPES.get(name);
        if (isotope == null) {
            throw new IllegalArgumentException(
                    "unknown isotope '"
                            + name
                            + "'; known: "
                            + String.join(", ", ISOTOPES.keySet()));
        }
        return isotope;
    }

    /**
     * The nuclides of a natural element, lightest first.
     *
     * @throws IllegalArgumentException if the element is not in the table
     */
    public static List<Abundance> ofElement(String symbol) {
        List<Abundance> abundances = ELEMENTS.get(symbol);
        if (abundances == null) {
            throw new IllegalArgumentException(
                    "unknown element '"
                            + symbol
                            + "'; known: "
                            + String.join(", ", ELEMENTS.keySet()));
        }
        return abundances;
    }

    /** Each text: mass number, number fraction, mass excess [keV]. */
    private static void element(String symbol, int z, String... rows) {
        List<Abundance> abundances = new ArrayList<>();
        for (String row : rows) {
            String[] fields = row.split(" ");
            int a = Integer.parseInt(fields[0]);
            Isotope isotope = new Isotope(symbol + a, z, a, Double.parseDouble(fields[2]));
            ISOTOPES.put(isotope.name(), isotope);
            abundances.add(new Abundance(isotope, Double.parseDouble(fields[1])));
        }
        ELEMENTS.put(symbol, List.copyOf(abundances));
    }
}
