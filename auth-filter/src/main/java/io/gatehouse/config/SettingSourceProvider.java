package io.gatehouse.config;

import java.util.Optional;

/**
 * Offers one more place where settings stand. Found by {@link java.util.ServiceLoader} with the application's class loader; asked once, when
 * the application starts. It comes after context parameters and before files.
 */
public interface SettingSourceProvider {
    /**
     * Reads the place.
     *
     * @param application the application's class loader
     * @return its settings; empty if there is no such place here
     * @throws ConfigurationException if the place is there and can't be read
     */
    Optional<SettingSource> find(ClassLoader application);
}
