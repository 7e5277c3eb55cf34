package io.gatehouse.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key there is. */
final class Keys {
    /** Names the file outside the application; read by whoever collects the sources. */
    static final Key<String> FILE = new Key<>(
            "gatehouse.config",
            ValueType.TEXT,
            "",
            "",
            "A properties file outside the application, by its absolute path. What stands there goes before the application's own file.");

    /** One letter in so many may be wrong in a name that is still recognized. */
    private static final int LIKENESS = 3;

    private Keys() {}

    /** All keys, in the order of the document. */
    static List<Key<?>> all() {
        return Stream.of(
                        List.<Key<?>>of(FILE),
                        RuleSection.keyList(),
                        LimitSection.keyList(),
                        IssuerSection.keyList(),
                        IntrospectionSection.keyList(),
                        BearerSection.keyList(),
                        TokenSection.keyList(),
                        LoginSection.keyList(),
                        SessionSection.keyList(),
                        ApiKeySection.keyList(),
                        ProviderSection.keyList(),
                        SignInSection.keyList(),
                        EndpointSection.keyList(),
                        StoreSection.keyList(),
                        AuditSection.keyList(),
                        SecretSection.keyList(),
                        SiteSection.keyList(),
                        HeaderSection.keyList(),
                        CorsSection.keyList())
                .flatMap(List::stream)
                .toList();
    }

    /** A key, and the name that a setting has chosen for it. */
    record Found(Key<?> key, String chosen) {
        String name() {
            return key.at(chosen);
        }
    }

    /** The key of a setting; of two that fit, the one with less left to choose. */
    static Optional<Found> find(String setting, boolean variable) {
        return all().stream()
                .flatMap(key -> (variable ? key.chosenInVariable(setting) : key.chosenIn(setting))
                        .map(chosen -> new Found(key, chosen)).stream())
                .min(Comparator.comparingInt(found -> found.chosen().length()));
    }

    /** The key that was probably meant, written as the setting is; empty if none is near. */
    static Optional<String> nearest(String setting, boolean variable) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (Key<?> key : all()) {
            String chosen = key.isNamed() ? chosen(key, setting, variable) : "";
            String name = variable ? Key.inEnvironment(key.at(chosen)) : key.at(chosen);
            int distance = distance(name, setting);
            // What the setting chooses by itself is no likeness
            int own = setting.length() - Key.PREFIX.length() - chosen.length();
            if (distance < least && distance * LIKENESS <= own) {
                nearest = name;
                least = distance;
            }
        }
        return Optional.of(nearest).filter(it -> !it.isEmpty());
    }

    /** What stands at the place of the name in the misspelt setting. */
    private static String chosen(Key<?> key, String setting, boolean variable) {
        String[] parts = setting.split(variable ? "_" : "\\.", -1);
        int place = key.beforeName().split("\\.", -1).length - 1;
        String part = place < parts.length ? parts[place] : "";
        return part.isEmpty() ? "name" : part;
    }

    /** How many letters must be put in, taken out or replaced (Levenshtein). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
