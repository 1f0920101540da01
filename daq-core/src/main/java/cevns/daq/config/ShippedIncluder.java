package cevns.daq.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;

/**
 * Finds what a shipped configuration includes. Inside a jar a name such as {@code
 * configs/runs/../detectors/x.conf} is not found as a file system would find it, so {@code ../} is
 * resolved here: all shipped files lie one folder below {@code configs/}.
 */
final class ShippedIncluder implements ConfigIncluder {

    private static final String UP = "../";

    private final ClassLoader classes;
    private final ConfigIncluder next;

    ShippedIncluder(ClassLoader classes, ConfigIncluder next) {
        this.classes = classes;
        this.next = next;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return new ShippedIncluder(classes, fallback);
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        if (!what.startsWith(UP)) {
            return next.include(context, what);
        }
        String resource = Configs.SHIPPED + what.substring(UP.length());
        return ConfigFactory.parseResources(
                        classes, resource, context.parseOptions().setAllowMissing(false))
                .root();
    }
}
