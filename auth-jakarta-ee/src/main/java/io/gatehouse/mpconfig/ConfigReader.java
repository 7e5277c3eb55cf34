package io.gatehouse.mpconfig;

import io.gatehouse.config.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** All that names types of MicroProfile Config, which most servlet containers do not have: loaded where it is there. */
record ConfigReader(Set<String> variables) {
    private static final String PREFIX = "gatehouse.";

    /** Empty if the server has the interfaces only; what is there and fails is an error, or the application would start unprotected. */
    Optional<Map<String, String>> read(ClassLoader application) {
        ConfigProviderResolver resolver;
        try {
            resolver = ConfigProviderResolver.instance();
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(values(resolver.getConfig(application)));
        } catch (ConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw wrong(MicroProfileSettings.NAME + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    private Map<String, String> values(Config config) {
        Map<String, String> values = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX) && !isOfEnvironment(name)) {
                values.put(name, value(config, name));
            }
        }
        return values;
    }

    /** An optional value would be passed over in silence if an expression in it leads nowhere. */
    private static String value(Config config, String name) {
        try {
            return config.getValue(name, String.class);
        } catch (RuntimeException e) {
            // Its message may hold a part of the value
            throw wrong(
                    name + " (" + MicroProfileSettings.NAME + ") is empty, or has an expression that leads nowhere.",
                    e);
        }
    }

    /** MicroProfile Config guesses names of variables, such as {@code gatehouse.api.keys.enabled}, which are none of ours. */
    private boolean isOfEnvironment(String name) {
        return variables.contains(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_"));
    }

    private static ConfigurationException wrong(String problem, RuntimeException cause) {
        ConfigurationException wrong = new ConfigurationException(List.of(problem));
        wrong.initCause(cause);
        return wrong;
    }
}
