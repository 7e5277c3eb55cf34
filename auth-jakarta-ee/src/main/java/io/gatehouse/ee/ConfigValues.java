package io.gatehouse.ee;

import java.util.AbstractMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** MicroProfile Config as expressions see it: {@code config['key']}. One that is missing is an error, and never an empty text. */
final class ConfigValues extends AbstractMap<String, String> {
    @Override
    public String get(@Nullable Object key) {
        return ConfigProvider.getConfig()
                .getOptionalValue(String.valueOf(key), String.class)
                .orElseThrow(() -> new NoSuchElementException("MicroProfile Config has no " + key));
    }

    /** Not to be listed: it may hold secrets. */
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return Set.of();
    }
}
