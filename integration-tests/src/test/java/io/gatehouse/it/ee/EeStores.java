package io.gatehouse.it.ee;

import io.gatehouse.Rejection;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.StoredPassword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;

/** Two accounts in memory. Their password is in the WAR, made anew for each. */
public final class EeStores {
    /** The resource with the password. */
    public static final String PASSWORD = "password.txt";

    final Clock clock = Clock.systemUTC();
    final SecureRandom random = new SecureRandom();
    public final MemoryAccountStore accounts = new MemoryAccountStore();
    public final MemoryPasswordStore passwords = new MemoryPasswordStore();
    public final PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), random);
    public final LoginThrottle throttle = new LoginThrottle(new MemoryAttemptStore(), clock);

    public EeStores() {
        add(new Account("ada", "ada@example.com", Set.of("user"), Set.of("data:read", "orders:read"), true));
        add(new Account(
                "grace", "grace@example.com", Set.of("user", "admin"), Set.of("data:read", "orders:read"), true));
    }

    private void add(Account account) {
        accounts.put(account);
        try {
            passwords.insert(new StoredPassword(account.id(), LoginName.of(account.email()), hashing.hash(password())));
        } catch (Rejection e) {
            throw new IllegalStateException(e);
        }
    }

    private static String password() {
        ClassLoader loader = EeStores.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(loader).getResourceAsStream(PASSWORD)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
