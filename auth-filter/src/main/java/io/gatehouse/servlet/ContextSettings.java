package io.gatehouse.servlet;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import io.gatehouse.config.SettingSourceProvider;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Where an application's settings stand; of two places, the first wins. */
final class ContextSettings {
    private static final String FILE_KEY = "gatehouse.config";
    private static final String FILE_VARIABLE = "GATEHOUSE_CONFIG";

    /** A context parameter that is for the module with the annotations; anywhere else it has no effect, and is a mistake. */
    private static final String DENY_UNANNOTATED = "gatehouse.deny-unannotated";

    private static final List<String> FILES =
            List.of("/WEB-INF/classes/gatehouse.properties", "/WEB-INF/gatehouse.properties");

    private ContextSettings() {}

    /**
     * Reads every place.
     *
     * @throws ConfigurationException if a file can't be read, or there are two within the application
     */
    static List<SettingSource> of(ServletContext context, Properties system, Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>();
        system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
        Map<String, String> parameters = new TreeMap<>();
        Collections.list(context.getInitParameterNames())
                .forEach(name -> parameters.put(name, context.getInitParameter(name)));
        parameters.remove(DENY_UNANNOTATED);
        List<SettingSource> sources = new ArrayList<>();
        sources.add(SettingSource.of("system properties", properties));
        sources.add(SettingSource.ofEnvironment(environment));
        sources.add(SettingSource.of("context parameters", parameters));
        ClassLoader application = context.getClassLoader();
        ServiceLoader.load(SettingSourceProvider.class, application)
                .forEach(provider -> provider.find(application).ifPresent(sources::add));
        Optional.ofNullable(properties.get(FILE_KEY))
                .or(() -> Optional.ofNullable(environment.get(FILE_VARIABLE)))
                .or(() -> Optional.ofNullable(parameters.get(FILE_KEY)))
                .ifPresent(file -> sources.add(outside(file.strip())));
        sources.addAll(inside(context));
        return List.copyOf(sources);
    }

    private static SettingSource outside(String file) {
        try {
            Path path = Path.of(file);
            if (!path.isAbsolute()) {
                throw wrong(FILE_KEY + " names the file " + file + ", which is no absolute path.");
            }
            try (Reader text = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                return SettingSource.ofProperties(file, text);
            }
        } catch (IOException | InvalidPathException e) {
            throw wrong(FILE_KEY + " names the file " + file + ", which can't be read.");
        }
    }

    private static List<SettingSource> inside(ServletContext context) {
        List<SettingSource> sources = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream bytes = context.getResourceAsStream(file)) {
                if (bytes != null) {
                    sources.add(SettingSource.ofProperties(
                            file.substring(1), new InputStreamReader(bytes, StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                throw wrong("The file " + file.substring(1) + " can't be read.");
            }
        }
        if (sources.size() > 1) {
            throw wrong(
                    "There are two files gatehouse.properties, in WEB-INF and in WEB-INF/classes: remove one of the two.");
        }
        return sources;
    }

    private static ConfigurationException wrong(String problem) {
        return new ConfigurationException(List.of(problem));
    }
}
