package io.gatehouse.ee;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import io.gatehouse.servlet.ApplicationSettings;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a {@link GatehouseMechanism}, with every expression evaluated. */
public final class AnnotationSettings implements ApplicationSettings {
    /** Where the initializer leaves the class that has the annotation. */
    static final String ATTRIBUTE = "io.gatehouse.ee.GatehouseMechanism";

    /** For the service loader. */
    public AnnotationSettings() {}

    @Override
    public List<SettingSource> of(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Class<?> type ? List.of(of(type)) : List.of();
    }

    static SettingSource of(Class<?> type) {
        String name = "@GatehouseMechanism of " + type.getName();
        SettingSource written =
                parse(name, type.getAnnotation(GatehouseMechanism.class).value());
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        written.values().forEach((key, value) -> {
            try {
                values.put(key, hasExpression(value) ? evaluate(value) : value);
            } catch (RuntimeException | LinkageError e) {
                problems.add(
                        key + " (" + name + ") has an expression that can't be evaluated: " + e.getMessage() + ".");
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return SettingSource.of(name, values);
    }

    private static SettingSource parse(String name, String text) {
        try {
            return SettingSource.ofProperties(name, new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // no string does that
        }
    }

    private static boolean hasExpression(String value) {
        return value.contains("${") || value.contains("#{");
    }

    /** Values only, after the text was taken apart: what an expression gives is never another setting. */
    private static String evaluate(String value) {
        try {
            return Expressions.evaluate(value);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("Jakarta Expression Language is not there", e);
        }
    }
}
