package io.gatehouse.it.ee;

import io.gatehouse.Rejection;
import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryApiKeyStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.memory.MemoryRefreshTokenStore;
import io.gatehouse.memory.MemoryRevocationStore;
import io.gatehouse.memory.MemorySessionStore;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordStore;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.session.SessionStore;
import io.gatehouse.token.RefreshTokenStore;
import io.gatehouse.token.RevocationStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The stores of an application, with two accounts. Their password is in the WAR, made anew for each. */
public record EeStores(
        Clock clock,
        SecureRandom random,
        AccountStore accounts,
        PasswordStore passwords,
        ApiKeyStore apiKeys,
        SessionStore sessions,
        RefreshTokenStore refreshTokens,
        RevocationStore revocations,
        AttemptStore attempts) {
    /** The resource with the password. */
    public static final String PASSWORD = "password.txt";

    /** The accounts. */
    public static final List<Account> ACCOUNTS = List.of(
            new Account("ada", "ada@example.com", Set.of("user"), Set.of("data:read", "orders:read"), true),
            new Account(
                    "grace", "grace@example.com", Set.of("user", "admin"), Set.of("data:read", "orders:read"), true));

    /** What computes hashes for all applications here. */
    public PasswordHashing hashing() {
        return PasswordHashing.of(Argon2Policy.standard(), random);
    }

    /** Throttling by these attempts. */
    public LoginThrottle throttle() {
        return new LoginThrottle(attempts, clock);
    }

    /** Stores in memory, with the accounts. */
    public static EeStores inMemory() {
        Clock clock = Clock.systemUTC();
        MemoryAccountStore accounts = new MemoryAccountStore();
        MemoryPasswordStore passwords = new MemoryPasswordStore();
        EeStores stores = new EeStores(
                clock,
                new SecureRandom(),
                accounts,
                passwords,
                new MemoryApiKeyStore(),
                new MemorySessionStore(),
                new MemoryRefreshTokenStore(),
                new MemoryRevocationStore(),
                new MemoryAttemptStore());
        for (Account account : ACCOUNTS) {
            accounts.put(account);
            passwords.insert(stores.password(account));
        }
        return stores;
    }

    /** The password of an account, as stores keep it. */
    public StoredPassword password(Account account) {
        try {
            return new StoredPassword(
                    account.id(), LoginName.of(account.email()), hashing().hash(resource(PASSWORD)));
        } catch (Rejection e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the test has put into the WAR. */
    public static String resource(String name) {
        ClassLoader loader = EeStores.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(loader).getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
