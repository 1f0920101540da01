package cevns.analysis.monitor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Enum constants as words of a snapshot: {@code UNKNOWN_TYPE} becomes {@code unknownType}. */
final class Words {

    private Words() {}

    static String word(Enum<?> constant) {
        String[] parts = constant.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder word = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return word.toString();
    }

    /** A count for each constant, in their order, also where it is 0. */
    static <E extends Enum<E>> Map<String, Long> counts(E[] all, ToLongFunction<E> count) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (E constant : all) {
            counts.put(word(constant), count.applyAsLong(constant));
        }
        return counts;
    }
}
