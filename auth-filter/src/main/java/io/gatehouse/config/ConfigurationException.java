package io.gatehouse.config;

import java.util.List;

/** The settings can't be used. Says everything that is wrong with them, a sentence for each. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /**
     * Wrong settings.
     *
     * @param problems sentences that name the key, what is wrong, and how to mend it; no secrets
     */
    public ConfigurationException(List<String> problems) {
        super("Gatehouse does not start:\n- " + String.join("\n- ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return a sentence for each problem
     */
    public List<String> problems() {
        return problems;
    }
}
