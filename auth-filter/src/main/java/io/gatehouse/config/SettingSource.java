package io.gatehouse.config;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A place where settings stand. Immutable.
 *
 * @param name names it in messages, for instance {@code environment}
 * @param values the values by the names that they have there; names that do not concern this library are passed over
 * @param environment whether the names are those of environment variables: {@code GATEHOUSE_TOKENS_ISSUER} for {@code
 *     gatehouse.tokens.issuer}
 */
public record SettingSource(String name, Map<String, String> values, boolean environment) {
    /** Takes what concerns this library. */
    public SettingSource {
        String prefix = environment ? Key.inEnvironment(Key.PREFIX) : Key.PREFIX;
        Map<String, String> ours = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix) && !(environment && isServiceLink(key.substring(prefix.length())))) {
                ours.put(key, value);
            }
        });
        values = Collections.unmodifiableMap(ours);
    }

    /**
     * Settings under the names of the keys.
     *
     * @param name names the source
     * @param values the values
     * @return the source
     */
    public static SettingSource of(String name, Map<String, String> values) {
        return new SettingSource(name, values, false);
    }

    /**
     * The environment. Of a service that is itself named {@code gatehouse}, Kubernetes puts {@code GATEHOUSE_SERVICE_HOST} and the like
     * there, which are passed over.
     *
     * @param variables the variables of the process
     * @return the source
     */
    public static SettingSource ofEnvironment(Map<String, String> variables) {
        return new SettingSource("environment", variables, true);
    }

    /**
     * A properties file.
     *
     * @param name names the file
     * @param text its text
     * @return the source
     * @throws ConfigurationException if a key stands there twice, or has a malformed escape
     * @throws IOException if it can't be read
     */
    public static SettingSource ofProperties(String name, Reader text) throws IOException {
        UniqueProperties properties = new UniqueProperties();
        try {
            properties.load(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of("The file " + name + " has a malformed \\u escape."));
        }
        List<String> problems = new ArrayList<>();
        properties.twice.forEach(key -> problems.add(key + " stands twice in " + name + ": remove one of the two."));
        Map<String, String> values = new TreeMap<>();
        properties.forEach((key, value) -> {
            values.put((String) key, (String) value);
            if (!((String) key).startsWith(Key.PREFIX)) {
                problems.add(key + " (" + name + ") is not a known key: all keys begin with " + Key.PREFIX + ".");
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return of(name, values);
    }

    /** Never shows values, which may be secrets that should not stand there. */
    @Override
    public String toString() {
        return "SettingSource[" + name + ", " + values.keySet() + "]";
    }

    private static boolean isServiceLink(String rest) {
        return rest.matches("SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_.*)?)?");
    }

    /** Of two lines of one key, {@link Properties} silently takes the last. */
    private static final class UniqueProperties extends Properties {
        private static final long serialVersionUID = 1L;
        private final transient List<Object> twice = new ArrayList<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            Object before = super.put(key, value);
            if (before != null) {
                twice.add(key);
            }
            return before == null ? "" : before;
        }
    }
}
