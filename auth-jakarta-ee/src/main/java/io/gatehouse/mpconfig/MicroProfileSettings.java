package io.gatehouse.mpconfig;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import io.gatehouse.config.SettingSourceProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * The settings {@code gatehouse.…} of MicroProfile Config. System properties and the environment are read before it, with their own names.
 * Stateless.
 */
public final class MicroProfileSettings implements SettingSourceProvider {
    private static final String PREFIX = "gatehouse.";
    private static final String NAME = "MicroProfile Config";

    private final Set<String> variables;

    /** For the service loader. */
    public MicroProfileSettings() {
        this(System.getenv().keySet());
    }

    MicroProfileSettings(Set<String> variables) {
        this.variables = Set.copyOf(variables);
    }

    /**
     * Reads what there is.
     *
     * @throws ConfigurationException if a value is empty, or an expression in it leads nowhere
     */
    @Override
    public Optional<SettingSource> find(ClassLoader application) {
        Optional<Config> config = config(application);
        return config.map(it -> SettingSource.of(NAME, values(it)));
    }

    /** Empty if this server has no such thing; one that is there and fails is an error, or the application would start unprotected. */
    private static Optional<Config> config(ClassLoader application) {
        ConfigProviderResolver resolver;
        try {
            resolver = ConfigProviderResolver.instance();
        } catch (NoClassDefFoundError | IllegalStateException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(resolver.getConfig(application));
        } catch (RuntimeException e) {
            throw wrong(NAME + " can't be read: " + e.getMessage() + ".", e);
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
            throw wrong(name + " (" + NAME + ") is empty, or has an expression that leads nowhere.", e);
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
