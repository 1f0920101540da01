package cevns.daq.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Finds and resolves configuration texts. A configuration is named by its file, or, for those that
 * are shipped, by its name below {@code configs/} without {@code .conf}: {@code runs/csi-demo}.
 */
public final class Configs {

    static final ConfigRenderOptions CONCISE = ConfigRenderOptions.concise();

    static final String SHIPPED = "configs/";

    private Configs() {}

    /**
     * Reads a configuration and all that it includes and refers to.
     *
     * @throws InvalidConfig if there is no such file or its text is not HOCON
     */
    public static ConfigTree load(String name) {
        return tree(resolved(name, Map.of()));
    }

    /**
     * The tree of a resolved text, as a run keeps it.
     *
     * @param text HOCON with nothing left to resolve
     * @param origin what to call it in problems
     * @throws InvalidConfig if the text is not HOCON
     */
    public static ConfigTree parse(String text, String origin) {
        return tree(parsed(text, origin));
    }

    static Config parsed(String text, String origin) {
        try {
            ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(origin);
            return ConfigFactory.parseString(text, options).resolve();
        } catch (ConfigException e) {
            throw new InvalidConfig(e.getMessage());
        }
    }

    /**
     * The tree of a JSON text that the program has written.
     *
     * @param origin what to call it in problems
     * @throws InvalidConfig if the text is not JSON
     */
    public static ConfigTree json(String text, String origin) {
        try {
            ConfigParseOptions options =
                    ConfigParseOptions.defaults()
                            .setOriginDescription(origin)
                            .setSyntax(ConfigSyntax.JSON);
            return tree(ConfigFactory.parseString(text, options));
        } catch (ConfigException e) {
            throw new InvalidConfig(e.getMessage());
        } catch (StackOverflowError e) {
            throw new InvalidConfig(origin + ": nested too deeply to be JSON of this program");
        }
    }

    /**
     * The text of a configuration with nothing left to include or resolve: sorted keys, numbers as
     * written.
     *
     * @param overrides values by key path that stand above those of the file
     * @throws InvalidConfig if there is no such file or its text is not HOCON
     */
    public static String render(String name, Map<String, ?> overrides) {
        ConfigRenderOptions options =
                ConfigRenderOptions.defaults()
                        .setComments(false)
                        .setOriginComments(false)
                        .setJson(false);
        return resolved(name, overrides).root().render(options);
    }

    /** SHA-256 of a configuration text, hexadecimal. */
    public static String hash(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ConfigTree tree(Config config) {
        return new ConfigTree(config.root(), "", new ConfigProblems());
    }

    static ConfigTree load(String name, Map<String, ?> overrides) {
        return tree(resolved(name, overrides));
    }

    private static Config resolved(String name, Map<String, ?> overrides) {
        Path file = Path.of(name);
        try {
            if (Files.isRegularFile(file)) {
                if (!Files.isReadable(file)) {
                    throw new InvalidConfig(name + ": may not be read");
                }
                return resolve(ConfigFactory.parseFile(file.toFile()), overrides);
            }
            String resource = SHIPPED + name + (name.endsWith(".conf") ? "" : ".conf");
            if (Configs.class.getClassLoader().getResource(resource) != null) {
                ClassLoader classes = Configs.class.getClassLoader();
                ConfigParseOptions options =
                        ConfigParseOptions.defaults()
                                .prependIncluder(new ShippedIncluder(classes, null));
                return resolve(ConfigFactory.parseResources(classes, resource, options), overrides);
            }
        } catch (ConfigException e) {
            throw new InvalidConfig(e.getMessage());
        }
        throw new InvalidConfig(name + ": no such file, and no shipped configuration of that name");
    }

    private static Config resolve(Config parsed, Map<String, ?> overrides) {
        // An empty object would give its name to problems of a whole file.
        Config all =
                overrides.isEmpty()
                        ? parsed
                        : ConfigFactory.parseMap(overrides, "override").withFallback(parsed);
        return all.resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    }
}
