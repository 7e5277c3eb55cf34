package io.gatehouse.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * One reading of all settings: hands out values, and collects what is wrong with them, so that everything is said at once. What nobody
 * has asked for when it ends has no effect, and is wrong too. For one thread.
 */
final class Reading {
    private final Map<String, Setting> settings = new TreeMap<>();
    private final Map<String, Keys.Found> known = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> advice = new LinkedHashSet<>();
    private final Map<String, String> environment;
    private final Rereads rereads = new Rereads();

    /**
     * A reading.
     *
     * @param sources the first that has a setting wins
     * @param environment where secrets of the form {@code env:NAME} are
     */
    Reading(List<SettingSource> sources, Map<String, String> environment) {
        this.environment = environment;
        Set<String> secrets = secretVariables(sources);
        for (SettingSource source : sources) {
            source.values().forEach((name, value) -> {
                if (!source.environment() || !secrets.contains(name)) {
                    add(source, new Setting(name, value.strip(), source.name()));
                }
            });
        }
        asked.add(Keys.FILE.name());
    }

    /** Hears of files that have changed when they were read again. */
    Rereads rereads() {
        return rereads;
    }

    /** Variables that settings name as the places of secrets are no settings, whatever their names. */
    private static Set<String> secretVariables(List<SettingSource> sources) {
        Set<String> names = new HashSet<>();
        for (SettingSource source : sources) {
            for (String value : source.values().values()) {
                if (value.strip().startsWith("env:")) {
                    names.add(value.strip().substring("env:".length()));
                }
            }
        }
        return names;
    }

    private void add(SettingSource source, Setting setting) {
        Optional<Keys.Found> found = Keys.find(setting.name(), source.environment());
        if (found.isEmpty()) {
            String hint = Keys.nearest(setting.name(), source.environment())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("docs/configuration.md lists them all.");
            problems.add(setting.where() + " is not a known key: " + hint);
            return;
        }
        known.put(found.get().name(), found.get());
        settings.putIfAbsent(found.get().name(), setting);
    }

    boolean has(Key<?> key) {
        return has(key, "");
    }

    boolean has(Key<?> key, String chosen) {
        return settings.containsKey(key.at(chosen));
    }

    /** Whether any key of a section is set. */
    boolean hasAny(List<Key<?>> keys) {
        return known.values().stream().anyMatch(found -> keys.contains(found.key()));
    }

    /** The names that settings have chosen for keys, in alphabetical order. */
    Set<String> names(List<Key<?>> keys) {
        Set<String> names = new TreeSet<>();
        for (Keys.Found found : known.values()) {
            if (found.key().isNamed() && keys.contains(found.key())) {
                names.add(found.chosen());
            }
        }
        return names;
    }

    <T> Optional<T> find(Key<T> key) {
        return find(key, "");
    }

    /** The value; empty if it is not set, or wrong. */
    <T> Optional<T> find(Key<T> key, String chosen) {
        String name = key.at(chosen);
        asked.add(name);
        Setting setting = settings.get(name);
        if (setting == null) {
            return Optional.empty();
        }
        if (setting.value().isEmpty()) {
            problem(key, chosen, "is empty: give it a value, or remove it");
            return Optional.empty();
        }
        return attempt(key, chosen, () -> key.type().parser().apply(setting.value()));
    }

    <T> Optional<T> require(Key<T> key, String why) {
        return require(key, "", why);
    }

    /** The value, which must be there. */
    <T> Optional<T> require(Key<T> key, String chosen, String why) {
        if (!has(key, chosen)) {
            asked.add(key.at(chosen));
            problems.add(key.at(chosen) + " is missing: " + why + ".");
            return Optional.empty();
        }
        return find(key, chosen);
    }

    boolean isOn(Key<Boolean> key) {
        return isOn(key, "");
    }

    boolean isOn(Key<Boolean> key, String chosen) {
        return find(key, chosen).orElse(false);
    }

    /** The secret that a key refers to. */
    Optional<String> secret(Key<SecretReference> key, String chosen, String why) {
        return require(key, chosen, why)
                .flatMap(reference -> attempt(key, chosen, () -> reference.resolve(environment)));
    }

    /** What a reference refers to. */
    String resolve(SecretReference reference) {
        return reference.resolve(environment);
    }

    <P, T> P apply(P policy, Key<T> key, BiFunction<P, T, P> change) {
        return apply(policy, key, "", change);
    }

    /** Changes a policy as a key says; unchanged if the key is not set, or the policy refuses. */
    <P, T> P apply(P policy, Key<T> key, String chosen, BiFunction<P, T, P> change) {
        return find(key, chosen)
                .flatMap(value -> attempt(key, chosen, () -> change.apply(policy, value)))
                .orElse(policy);
    }

    /** What a call makes; empty if it refuses, which is then the key's problem. */
    <T> Optional<T> attempt(Key<?> key, String chosen, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (WrongValueException e) {
            problem(key, chosen, String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            problem(key, chosen, "can't be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    void problem(Key<?> key, String what) {
        problem(key, "", what);
    }

    void problem(Key<?> key, String chosen, String what) {
        Setting setting = settings.get(key.at(chosen));
        problems.add(
                (setting == null ? key.at(chosen) : setting.where()) + " " + what + (what.endsWith("?") ? "" : "."));
    }

    /** What is not wrong, but should be thought about. */
    void advise(String sentence) {
        advice.add(sentence);
    }

    List<String> advice() {
        return List.copyOf(advice);
    }

    /** Everything that is wrong; keys that nobody has asked for are, too. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        settings.forEach((name, setting) -> {
            if (!asked.contains(name) && !isDoubtful("gatehouse." + section(name) + ".enabled")) {
                all.add(setting.where() + " has no effect: " + switchedOnBy(name) + ".");
            }
        });
        return List.copyOf(all);
    }

    /** Settings that weaken something, as they are written. */
    List<String> weakening() {
        return settings.entrySet().stream()
                .filter(it -> it.getKey().contains("allow-") || it.getKey().contains("insecure-"))
                .filter(it -> !it.getValue().value().equals("false"))
                .map(it -> it.getValue().where())
                .toList();
    }

    /** A switch that is set, but neither on nor off: what depends on it can't be judged. */
    boolean isDoubtful(Key<Boolean> key) {
        return isDoubtful(key.name());
    }

    private boolean isDoubtful(String key) {
        Setting setting = settings.get(key);
        return setting != null
                && !setting.value().equals("true")
                && !setting.value().equals("false");
    }

    private static String section(String name) {
        return name.split("\\.", -1)[1];
    }

    private String switchedOnBy(String name) {
        if (name.startsWith("gatehouse.accounts.")) {
            return "accounts stand in the settings with gatehouse.store = memory only, and need gatehouse.login.enabled = true";
        }
        if (name.startsWith("gatehouse.store.") && asked.contains("gatehouse.store")) {
            return "the store memory has no settings";
        }
        if (name.startsWith("gatehouse.audit.") && asked.contains(AuditSection.ENABLED.name())) {
            return "gatehouse.audit.enabled is false";
        }
        if (name.startsWith("gatehouse.store") || name.startsWith("gatehouse.audit.")) {
            return "nothing is stored without tokens, sessions, API keys, or sign-in";
        }
        if (name.startsWith("gatehouse.secrets.")) {
            return "no file holds a key that signs or a client secret";
        }
        if (name.startsWith("gatehouse.bearer.")) {
            return "there is no issuer, and there are no tokens";
        }
        if (name.startsWith("gatehouse.endpoints.")) {
            return "there are no logins";
        }
        if (name.startsWith("gatehouse.new-accounts.")
                || name.startsWith("gatehouse.sign-in.")
                || name.startsWith("gatehouse.native-apps.")
                || name.equals("gatehouse.public-url")) {
            return "no provider is named by gatehouse.providers.…";
        }
        return "gatehouse." + section(name) + ".enabled is not true";
    }
}
