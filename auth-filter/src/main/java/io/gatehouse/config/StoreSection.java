package io.gatehouse.config;

import io.gatehouse.login.Account;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where everything is kept.
 *
 * @param name {@code memory}, or the name of a provider
 * @param settings the provider's own settings
 * @param accounts the accounts that stand in the settings
 */
record StoreSection(String name, Map<String, String> settings, List<Given> accounts) {
    /** An account that stands in the settings, with its password in plain text. */
    record Given(Account account, String password) {
        @Override
        public String toString() {
            return "Given[" + account.id() + "]";
        }
    }

    static final String MEMORY = "memory";

    static final Key<String> STORE = new Key<>(
            "gatehouse.store",
            ValueType.TEXT,
            "Stores",
            "",
            "Where accounts, keys and logins are kept: `memory` for trials, which forgets everything at each restart, or the name of a"
                    + " `StoreProvider`.");
    static final Key<String> SETTING = new Key<>(
            "gatehouse.store.{name}",
            ValueType.TEXT,
            "StoreProvider.open",
            "",
            "A setting of the store; the store's documentation lists them.");
    static final Key<String> EMAIL = new Key<>(
            "gatehouse.accounts.{name}.email",
            ValueType.TEXT,
            "Account.new",
            "",
            "An account of the store `memory`: the e-mail address that its owner logs in by. The name in the key is its id.");
    static final Key<SecretReference> PASSWORD = new Key<>(
            "gatehouse.accounts.{name}.password",
            ValueType.SECRET,
            "MemoryPasswordStore.insert",
            "",
            "Where its password is, in plain text.");
    static final Key<List<String>> ROLES =
            new Key<>("gatehouse.accounts.{name}.roles", ValueType.LIST, "Account.new", "none", "Its roles.");
    static final Key<List<String>> SCOPES =
            new Key<>("gatehouse.accounts.{name}.scopes", ValueType.LIST, "Account.new", "none", "Its scopes.");

    private static final List<Key<?>> ACCOUNT = List.of(EMAIL, PASSWORD, ROLES, SCOPES);

    static List<Key<?>> keyList() {
        return List.of(STORE, SETTING, EMAIL, PASSWORD, ROLES, SCOPES);
    }

    /**
     * Reads the section, if anything is to be stored.
     *
     * @param login the rules for passwords, if there is login by password
     */
    static Optional<StoreSection> read(
            Reading reading, boolean needed, Optional<PasswordPolicy> login, Map<String, StoreProvider> providers) {
        if (!needed) {
            return Optional.empty();
        }
        Optional<String> name = reading.require(STORE, "say where accounts and logins are kept: " + choices(providers));
        if (name.isEmpty()) {
            passOver(reading);
            return Optional.empty();
        }
        if (name.get().equals(MEMORY)) {
            List<Given> accounts = login.map(rules -> accounts(reading, rules)).orElse(List.of());
            return Optional.of(new StoreSection(MEMORY, Map.of(), accounts));
        }
        StoreProvider provider = providers.get(name.get());
        if (provider == null) {
            reading.problem(
                    STORE, "is \"" + name.get() + "\", but there is no such store: there is " + choices(providers));
            passOver(reading);
            return Optional.empty();
        }
        return Optional.of(new StoreSection(name.get(), settings(reading, provider), List.of()));
    }

    /** Without a store that is known, it can't be said whether these keys have an effect. */
    private static void passOver(Reading reading) {
        reading.names(List.of(SETTING)).forEach(it -> reading.find(SETTING, it));
        reading.names(ACCOUNT).forEach(it -> account(reading, it));
    }

    private static String choices(Map<String, StoreProvider> providers) {
        Set<String> names = new TreeSet<>(providers.keySet());
        names.add(MEMORY + " (for trials)");
        return String.join(" or ", names);
    }

    private static Map<String, String> settings(Reading reading, StoreProvider provider) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : reading.names(List.of(SETTING))) {
            Optional<String> value = reading.find(SETTING, name);
            if (provider.settings().contains(name)) {
                value.ifPresent(it -> settings.put(name, it));
            } else {
                reading.problem(
                        SETTING,
                        name,
                        "is no setting of the store " + provider.name() + ", which has "
                                + String.join(", ", new TreeSet<>(provider.settings())));
            }
        }
        return settings;
    }

    private static List<Given> accounts(Reading reading, PasswordPolicy rules) {
        List<Given> accounts = new ArrayList<>();
        Map<LoginName, String> logins = new HashMap<>();
        for (String name : reading.names(ACCOUNT)) {
            Optional<Given> given = account(reading, name);
            given.ifPresent(accounts::add);
            given.flatMap(it -> rules.refuse(it.password(), List.of(it.account().email(), name)))
                    .ifPresent(why -> reading.problem(
                            PASSWORD,
                            name,
                            "refers to a password that is too weak: " + why.substring(0, why.length() - 1)));
            given.flatMap(it -> LoginName.parse(it.account().email())).ifPresent(login -> {
                String other = logins.putIfAbsent(login, name);
                if (other != null) {
                    reading.problem(
                            EMAIL, name, "is also the address of " + EMAIL.at(other) + ": each account has its own");
                }
            });
        }
        return accounts;
    }

    private static Optional<Given> account(Reading reading, String name) {
        Optional<String> email = reading.require(EMAIL, name, "say by which address its owner logs in");
        Optional<String> password =
                reading.secret(PASSWORD, name, "say where the account's password is, as env:NAME or file:/path");
        Set<String> roles = new HashSet<>(reading.find(ROLES, name).orElse(List.of()));
        Set<String> scopes = new HashSet<>(reading.find(SCOPES, name).orElse(List.of()));
        Optional<LoginName> login = email.flatMap(it -> reading.attempt(EMAIL, name, () -> LoginName.of(it)));
        return reading.attempt(SCOPES, name, () -> new Account(name, email.orElse(""), roles, scopes, true))
                .flatMap(account -> password.map(it -> new Given(account, it)))
                .filter(it -> login.isPresent());
    }
}
