package io.gatehouse.ee;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Whether there are settings, as far as CDI can tell: it may start before there is a servlet context. What it sees here is what the filter
 * goes by as well, or a mechanism would be added that has no engine to ask.
 */
final class VisibleSettings {
    private static final String FILE = "gatehouse.properties";
    private static final String PLACE = "/WEB-INF/classes/" + FILE;

    private VisibleSettings() {}

    static boolean areThere() {
        return areThere(VisibleSettings.class.getClassLoader(), System.getProperties(), System.getenv());
    }

    static boolean areThere(ClassLoader application, Properties system, Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>();
        system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
        return hasAny(SettingSource.of("system properties", properties))
                || hasAny(SettingSource.ofEnvironment(environment))
                || files(application).stream().anyMatch(VisibleSettings::hasAny);
    }

    /** Not those of libraries or of the server, which no filter reads. */
    private static List<URL> files(ClassLoader application) {
        try {
            return Collections.list(application.getResources(FILE)).stream()
                    .filter(file -> file.getPath().endsWith(PLACE))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean hasAny(URL file) {
        try (InputStreamReader text = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
            return hasAny(SettingSource.ofProperties(FILE, text));
        } catch (IOException | ConfigurationException e) {
            return true; // the filter will say what is wrong with it
        }
    }

    private static boolean hasAny(SettingSource source) {
        return !source.values().isEmpty();
    }
}
