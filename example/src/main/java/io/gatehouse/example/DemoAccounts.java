package io.gatehouse.example;

import io.gatehouse.Rejection;
import io.gatehouse.jpa.JpaPasswordStore;
import io.gatehouse.jpa.JpaStores;
import io.gatehouse.login.Account;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.StoredPassword;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two accounts to try the example with. A real application has its own users and never prints a password. */
final class DemoAccounts {
    static final Set<String> SCOPES = Set.of("data:read", "orders:read", "orders:write");
    private static final List<Account> ACCOUNTS = List.of(
            new Account("ada", "ada@example.com", Set.of("user"), SCOPES, true),
            new Account("grace", "grace@example.com", Set.of("user", "admin"), SCOPES, true));

    private DemoAccounts() {}

    /** Makes the accounts at the first start. A configured password is theirs after every start. */
    static void create(Optional<String> configured, JpaStores stores, PasswordHashing hashing) {
        String password = configured.orElseGet(DemoAccounts::generate);
        boolean made = false;
        for (Account account : ACCOUNTS) {
            stores.accounts().insert(account);
            made |= insert(account, password, stores.passwords(), hashing);
            configured.ifPresent(value -> require(account, value, stores.passwords(), hashing));
        }
        if (made && configured.isEmpty()) {
            System.out.println("The password of ada@example.com and grace@example.com, shown this once: " + password);
        }
    }

    private static boolean insert(
            Account account, String password, JpaPasswordStore passwords, PasswordHashing hashing) {
        return passwords.findByAccount(account.id()).isEmpty()
                && passwords.insert(
                        new StoredPassword(account.id(), LoginName.of(account.email()), hash(hashing, password)));
    }

    private static void require(Account account, String password, JpaPasswordStore passwords, PasswordHashing hashing) {
        StoredPassword stored = passwords.findByAccount(account.id()).orElseThrow();
        if (!verifies(hashing, password, stored)) {
            passwords.replace(account.id(), stored.hash(), hash(hashing, password));
        }
    }

    private static boolean verifies(PasswordHashing hashing, String password, StoredPassword stored) {
        try {
            return hashing.matches(password, Optional.of(stored.hash()));
        } catch (Rejection e) {
            throw new IllegalStateException(e.problem().reason(), e);
        }
    }

    private static String hash(PasswordHashing hashing, String password) {
        try {
            return hashing.hash(password);
        } catch (Rejection e) {
            throw new IllegalStateException(
                    "DEMO_PASSWORD can't be used: " + e.problem().reason(), e);
        }
    }

    private static String generate() {
        byte[] bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
