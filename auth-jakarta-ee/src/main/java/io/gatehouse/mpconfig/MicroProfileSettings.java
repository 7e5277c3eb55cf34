package io.gatehouse.mpconfig;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import io.gatehouse.config.SettingSourceProvider;
import java.util.Optional;
import java.util.Set;

/**
 * The settings {@code gatehouse.…} of MicroProfile Config. System properties and the environment are read before it, with their own names.
 * Stateless.
 */
public final class MicroProfileSettings implements SettingSourceProvider {
    static final String NAME = "MicroProfile Config";
    private static final String API = "org.eclipse.microprofile.config.spi.ConfigProviderResolver";

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
        return isThere()
                ? new ConfigReader(variables).read(application).map(values -> SettingSource.of(NAME, values))
                : Optional.empty();
    }

    private static boolean isThere() {
        try {
            Class.forName(API, false, MicroProfileSettings.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
