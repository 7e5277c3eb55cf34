package io.gatehouse.example;

import io.gatehouse.Rejection;
import io.gatehouse.login.Account;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryPasswordStore;
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
    private static final Set<String> SCOPES = Set.of("data:read", "orders:read", "orders:write");

    private DemoAccounts() {}

    static void create(
            Optional<String> configured,
            MemoryAccountStore accounts,
            MemoryPasswordStore passwords,
            PasswordHashing hashing) {
        String password = configured.orElseGet(DemoAccounts::generate);
        if (configured.isEmpty()) {
            System.out.println("The password of ada@example.com and grace@example.com, shown this once: " + password);
        }
        for (Account account : List.of(
                new Account("ada", "ada@example.com", Set.of("user"), SCOPES, true),
                new Account("grace", "grace@example.com", Set.of("user", "admin"), SCOPES, true))) {
            accounts.put(account);
            passwords.insert(new StoredPassword(account.id(), LoginName.of(account.email()), hash(hashing, password)));
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
