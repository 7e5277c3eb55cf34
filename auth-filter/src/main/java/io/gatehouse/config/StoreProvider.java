package io.gatehouse.config;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * Offers stores to settings: {@code gatehouse.store} names it. Found by {@link java.util.ServiceLoader}, so an application offers its own in
 * {@code META-INF/services/io.gatehouse.config.StoreProvider}.
 */
public interface StoreProvider {
    /**
     * What {@code gatehouse.store} says to choose it.
     *
     * @return the name, other than {@code memory}
     */
    String name();

    /**
     * The settings that it knows: {@code data-source} for {@code gatehouse.store.data-source}.
     *
     * @return their names
     */
    Set<String> settings();

    /**
     * Opens the stores, when the application starts.
     *
     * @param settings the values of those of its settings that are there
     * @param clock tells the time
     * @param random makes random values
     * @return the stores
     * @throws RuntimeException if they can't be reached; the message is shown to the operator
     */
    Stores open(Map<String, String> settings, Clock clock, SecureRandom random);
}
