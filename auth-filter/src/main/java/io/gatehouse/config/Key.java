package io.gatehouse.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A key that settings may have.
 *
 * @param name its name; {@code {name}} in it stands for a name that the settings choose
 * @param type how its value is written
 * @param option the option of the library that it stands for, as {@code Type.method}; more than one by commas
 * @param usual what holds without it
 * @param meaning what it says, for the list of keys
 */
record Key<T>(String name, ValueType<T> type, String option, String usual, String meaning) {
    static final String PREFIX = "gatehouse.";
    private static final String VARIABLE = "{name}";
    private static final int MAX_NAME = 32;

    boolean isNamed() {
        return name.contains(VARIABLE);
    }

    /** The key's name for one of the names that the settings choose. */
    String at(String chosen) {
        return name.replace(VARIABLE, chosen);
    }

    /** The name that a setting of this key has chosen, empty text for a key without; empty if it is none of this key. */
    Optional<String> chosenIn(String setting) {
        if (!isNamed()) {
            return setting.equals(name) ? Optional.of("") : Optional.empty();
        }
        return between(setting, beforeName(), afterName()).filter(Key::isName);
    }

    /** The same of a variable of the environment. */
    Optional<String> chosenInVariable(String variable) {
        if (!isNamed()) {
            return variable.equals(inEnvironment(name)) ? Optional.of("") : Optional.empty();
        }
        return between(variable, inEnvironment(beforeName()), inEnvironment(afterName()))
                .map(chosen -> chosen.toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(Key::isName);
    }

    static String inEnvironment(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    String beforeName() {
        return name.substring(0, name.indexOf(VARIABLE));
    }

    private String afterName() {
        return name.substring(name.indexOf(VARIABLE) + VARIABLE.length());
    }

    private static Optional<String> between(String text, String before, String after) {
        return text.length() > before.length() + after.length() && text.startsWith(before) && text.endsWith(after)
                ? Optional.of(text.substring(before.length(), text.length() - after.length()))
                : Optional.empty();
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_NAME
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
}
