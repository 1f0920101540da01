package cevns.daq.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of a configuration, read strictly: a missing key, a wrong type, a value out of range
 * and a key that nobody asked for are problems with file, line and path. Reading goes on after a
 * problem, with a harmless value, so that all of them are found; whoever began it ends with {@link
 * #rejectUnknown()} and {@link ConfigProblems#throwIfAny()}.
 */
public final class ConfigTree {

    private final ConfigObject object;
    private final Config config;
    private final String path;
    private final ConfigProblems problems;
    private final Set<String> known = new TreeSet<>();

    /** By key: a block that is read for each run of a long session is kept once. */
    private final Map<String, ConfigTree> children = new LinkedHashMap<>();

    ConfigTree(ConfigObject object, String path, ConfigProblems problems) {
        this.object = object;
        this.config = object.toConfig();
        this.path = path;
        this.problems = problems;
    }

    /** Where problems of this tree go. */
    public ConfigProblems problems() {
        return problems;
    }

    /** Key path of this object; empty for the whole file. */
    public String path() {
        return path;
    }

    /** True when the key stands here; one that is {@code null} has been taken away. */
    public boolean has(String key) {
        known.add(key);
        ConfigValue value = object.get(key);
        return value != null && value.valueType() != ConfigValueType.NULL;
    }

    /** The keys that stand here, in alphabetical order. */
    public List<String> keys() {
        return List.copyOf(new TreeSet<>(object.keySet()));
    }

    public String string(String key) {
        return read(key, "a text", "", c -> c.getString(quoted(key)));
    }

    public String string(String key, String otherwise) {
        return has(key) ? string(key) : otherwise;
    }

    /** The name of a source of the run, or nothing; that there is one is checked with the run. */
    public String sourceName(String key) {
        String name = string(key, "");
        if (!name.isEmpty()) {
            problems.name(place(key), join(key), name);
        }
        return name;
    }

    /** A whole number in [min, max]. */
    public long integer(String key, long min, long max) {
        long value = read(key, "a whole number", min, c -> whole(c.getNumber(quoted(key))));
        if (value < min || value > max) {
            problem(key, value + " is not in [" + min + ", " + max + "]");
            return min;
        }
        return value;
    }

    public long integer(String key, long min, long max, long otherwise) {
        return has(key) ? integer(key, min, max) : otherwise;
    }

    /** A whole number in [min, max] that fits an int. */
    public int count(String key, int min, int max) {
        return (int) integer(key, min, max);
    }

    public int count(String key, int min, int max, int otherwise) {
        return has(key) ? count(key, min, max) : otherwise;
    }

    /** A number in [min, max]. */
    public double number(String key, double min, double max) {
        double value = read(key, "a number", min, c -> c.getDouble(quoted(key)));
        if (!(value >= min && value <= max)) {
            problem(key, value + " is not in [" + min + ", " + max + "]");
            return min;
        }
        return value;
    }

    public double number(String key, double min, double max, double otherwise) {
        return has(key) ? number(key, min, max) : otherwise;
    }

    /** Any finite number. */
    public double number(String key) {
        return number(key, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    public boolean flag(String key, boolean otherwise) {
        return has(key)
                ? read(key, "true or false", otherwise, c -> c.getBoolean(quoted(key)))
                : otherwise;
    }

    /** One of an enum's constants, written in lower case in the file. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        E[] all = type.getEnumConstants();
        String text = read(key, "one of " + names(all), null, c -> c.getString(quoted(key)));
        if (text == null) {
            return all[0];
        }
        for (E constant : all) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        problem(key, "'" + text + "' is not one of " + names(all));
        return all[0];
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return has(key) ? choice(key, type) : otherwise;
    }

    /** A half-open interval {@code [start, stop)}, start below stop. */
    public double[] interval(String key) {
        List<Double> pair =
                read(key, "two numbers [start, stop]", null, c -> c.getDoubleList(quoted(key)));
        if (pair == null) {
            return new double[] {0, 1};
        }
        if (pair.size() != 2 || !(pair.get(0) < pair.get(1))) {
            problem(key, pair + " is not an interval [start, stop] with start < stop");
            return new double[] {0, 1};
        }
        return new double[] {pair.get(0), pair.get(1)};
    }

    /** A list of whole numbers in [min, max]. */
    public List<Long> integers(String key, long min, long max) {
        List<Long> all =
                read(
                        key,
                        "a list of whole numbers",
                        List.of(),
                        c -> c.getNumberList(quoted(key)).stream().map(ConfigTree::whole).toList());
        for (long value : all) {
            if (value < min || value > max) {
                problem(key, value + " is not in [" + min + ", " + max + "]");
                return List.of();
            }
        }
        return all;
    }

    /** The library would cut 1.5 to 1. */
    private static long whole(Number number) {
        if (number instanceof Double d && (d != Math.rint(d) || Math.abs(d) >= 0x1p63)) {
            throw new ConfigException.Generic(number + " is not whole");
        }
        return number.longValue();
    }

    public List<Double> numbers(String key) {
        return read(key, "a list of numbers", List.of(), c -> c.getDoubleList(quoted(key)));
    }

    /** The object under a key. */
    public ConfigTree child(String key) {
        known.add(key);
        ConfigValue value = object.get(key);
        if (value == null) {
            problem(key, "missing, an object { … } is expected");
        } else if (value.valueType() != ConfigValueType.OBJECT) {
            problem(key, "is a " + typeName(value) + ", an object { … } is expected");
        }
        return children.computeIfAbsent(
                key,
                any ->
                        value instanceof ConfigObject inner
                                ? new ConfigTree(inner, join(key), problems)
                                : new ConfigTree(none(key), join(key), new ConfigProblems()));
    }

    private ConfigObject none(String key) {
        return com.typesafe.config.ConfigFactory.empty(place(key)).root();
    }

    /** The object under a key, or an empty one where nothing stands. */
    public ConfigTree optionalChild(String key) {
        if (has(key)) {
            return child(key);
        }
        return new ConfigTree(none(key), join(key), problems);
    }

    /**
     * This object with some keys replaced, each as a whole, by those of a named object in it.
     *
     * @param key where the named objects stand
     * @param name which of them
     */
    public ConfigTree overlaid(String key, String name) {
        ConfigTree choices = optionalChild(key);
        ConfigValue over = choices.object.get(name);
        if (!(over instanceof ConfigObject replacing)) {
            problem(key, "nothing is called '" + name + "'; known: " + choices.keys());
            return this;
        }
        ConfigObject merged = object;
        for (String each : replacing.keySet()) {
            merged = merged.withValue(each, replacing.get(each));
        }
        known.addAll(object.keySet());
        choices.acceptAll();
        ConfigTree tree = new ConfigTree(merged, path, problems);
        children.put(key + "." + name, tree);
        return tree;
    }

    /** The objects under the keys of the object under {@code key}, in alphabetical order. */
    public Map<String, ConfigTree> named(String key) {
        Map<String, ConfigTree> all = new LinkedHashMap<>();
        if (has(key)) {
            ConfigTree parent = child(key);
            for (String name : parent.keys()) {
                all.put(name, parent.child(name));
            }
        }
        return all;
    }

    /** The objects of the list under a key; none when it is absent. */
    public List<ConfigTree> list(String key) {
        if (!has(key)) {
            return List.of();
        }
        List<? extends ConfigObject> objects =
                read(key, "a list of objects", List.of(), c -> c.getObjectList(quoted(key)));
        List<ConfigTree> all = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            String each = key + "[" + i + "]";
            ConfigObject element = objects.get(i);
            all.add(
                    children.computeIfAbsent(
                            each, any -> new ConfigTree(element, join(each), problems)));
        }
        return all;
    }

    /** Says that all keys here are known; used where another reader takes them. */
    public void acceptAll() {
        known.addAll(object.keySet());
    }

    /** Makes a problem of every key here and below that nobody asked for. */
    public void rejectUnknown() {
        for (String key : keys()) {
            if (!known.contains(key)) {
                problem(key, "unknown; known here: " + String.join(", ", known));
            }
        }
        children.values().forEach(ConfigTree::rejectUnknown);
    }

    /** Adds a problem with this key. */
    public void problem(String key, String what) {
        problems.add(place(key), join(key), what);
    }

    private interface Reader<T> {
        T read(Config config);
    }

    private <T> T read(String key, String expected, T otherwise, Reader<T> reader) {
        known.add(key);
        if (!object.containsKey(key)) {
            problem(key, "missing, " + expected + " is expected");
            return otherwise;
        }
        try {
            return reader.read(config);
        } catch (ConfigException e) {
            String found = object.get(key).render(Configs.CONCISE);
            problem(key, found + " is not " + expected);
            return otherwise;
        }
    }

    private String place(String key) {
        ConfigValue value = object.get(key);
        ConfigOrigin origin = value == null ? object.origin() : value.origin();
        String file = origin.filename();
        String name =
                file != null
                        ? file.substring(file.lastIndexOf('/') + 1)
                        : origin.resource() != null ? origin.resource() : origin.description();
        int line = origin.lineNumber();
        return line > 0 && !name.endsWith(":" + line) ? name + ":" + line : name;
    }

    private String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String quoted(String key) {
        return com.typesafe.config.ConfigUtil.quoteString(key);
    }

    private static String names(Enum<?>[] all) {
        return Arrays.stream(all)
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static String typeName(ConfigValue value) {
        return value.valueType().name().toLowerCase(Locale.ROOT);
    }
}
