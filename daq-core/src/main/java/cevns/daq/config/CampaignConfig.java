package cevns.daq.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Set;

/**
 * Which runs add up with this one: those of the same campaign with the same analysis.
 *
 * @param name name of the campaign; empty for a run that stands alone
 * @param hash SHA-256 of what gives the counts their meaning, hexadecimal: the detector with its
 *     prediction, beam timing, windows and regions, cuts, how events are built, and how the devices
 *     are set up. Not in it: where they are, limits of the run, histograms, emulators. The blinding
 *     is in it: a run that its configuration opens must not show what blind ones have counted.
 *     Empty for a run that stands alone
 */
public record CampaignConfig(String name, String hash) {

    private static final String KEY = "campaign";
    private static final String SOURCES = "sources";

    private static final Set<String> MEANING =
            Set.of("detector", "beam", "events", "windows", "regions", "cuts", "blinding", SOURCES);

    /** When a run is cut and how often it is looked at changes no count. */
    private static final Set<String> PACE = Set.of("beam.drain_s", "beam.snapshot_every_marks");

    /** Below {@code device}: how it is reached. */
    private static final String LINK =
            "host|(data_)?port|device|path|.*timeout_m?s|.*retry_m?s|.*_buffer_bytes";

    /**
     * Reads the key {@code campaign}.
     *
     * @param text the resolved text of the whole configuration
     */
    static CampaignConfig read(ConfigTree tree, String text) {
        String name = tree.string(KEY, "");
        if (name.isEmpty() && !tree.has(KEY)) {
            return new CampaignConfig("", "");
        }
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            tree.problem(KEY, "'" + name + "' is no name of up to 64 letters, digits and . _ -");
        }
        return new CampaignConfig(name, analysisHash(text));
    }

    /** Hash of what in the text of a configuration gives the counts their meaning. */
    static String analysisHash(String text) {
        ConfigObject all = Configs.parsed(text, "run.conf").root();
        return Configs.hash(meaning(all).render(Configs.CONCISE));
    }

    /** True when the run adds up with others. */
    public boolean isNamed() {
        return !name.isEmpty();
    }

    private static ConfigObject meaning(ConfigObject all) {
        ConfigObject kept = all;
        for (String key : all.keySet()) {
            if (!MEANING.contains(key)) {
                kept = kept.withoutKey(key);
            }
        }
        if (kept.get("beam") instanceof ConfigObject beam) {
            ConfigObject timing = beam;
            for (String path : PACE) {
                timing = timing.withoutKey(path.substring(path.indexOf('.') + 1));
            }
            kept = kept.withValue("beam", timing);
        }
        if (kept.get(SOURCES) instanceof ConfigObject sources) {
            for (String name : sources.keySet()) {
                sources = sources.withValue(name, setUp(sources.get(name)));
            }
            kept = kept.withValue(SOURCES, sources);
        }
        return kept;
    }

    private static ConfigValue setUp(ConfigValue source) {
        if (!(source instanceof ConfigObject all)) {
            return source;
        }
        ConfigObject kept = all.withoutKey("emulator").withoutKey("when_lost");
        if (kept.get("device") instanceof ConfigObject device) {
            for (String key : device.keySet()) {
                if (key.matches(LINK)) {
                    device = device.withoutKey(key);
                }
            }
            kept = kept.withValue("device", device);
        }
        return kept;
    }
}
