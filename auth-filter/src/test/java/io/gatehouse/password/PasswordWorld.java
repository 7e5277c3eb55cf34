package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.AuthFeature;
import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Decision;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.login.Account;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LiveLogin;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An application with three accounts, whose hashing is quick and counted. */
final class PasswordWorld {
    static final String PASSWORD = "seven quiet herons";
    static final String NEW_PASSWORD = "eleven tawny owls";
    static final Account ADA = new Account("u-1", "ada@example.com", Set.of("user"), Set.of("data:read"), true);
    static final Account DISABLED = new Account("u-2", "bob@example.com", Set.of("user"), Set.of(), false);

    final MutableClock clock = MutableClock.create();
    final MemoryAccountStore accounts = new MemoryAccountStore();
    final MemoryPasswordStore passwords = new MemoryPasswordStore();
    final FakeArgon2 argon2 = new FakeArgon2();
    final RecordedLogins logins = new RecordedLogins();
    final List<AuthEvent> events = Collections.synchronizedList(new ArrayList<>());
    LoginThrottle throttle = new LoginThrottle(new MemoryAttemptStore(), clock);
    Grant grant = (account, request) -> Reply.json(200, Map.of("user", account.toJson()));
    PasswordHashing hashing = hashing(Argon2Policy.standard());
    PasswordStore store = passwords;
    private final String firstHash;

    PasswordWorld() {
        accounts.put(ADA);
        accounts.put(DISABLED);
        insert(ADA, hash(PASSWORD));
        insert(DISABLED, hash(PASSWORD));
        // A password whose account is gone.
        passwords.insert(new StoredPassword("u-3", LoginName.of("gone@example.com"), hash(PASSWORD)));
        firstHash = storedHash();
    }

    PasswordHashing hashing(Argon2Policy policy) {
        HashingGate gate = HashingGate.forPolicy(policy).withQueue(100, Duration.ofSeconds(30));
        return new PasswordHashing(policy, gate, new SecureRandom(), argon2);
    }

    String hash(String password) {
        try {
            return hashing.hash(password);
        } catch (Rejection e) {
            throw new IllegalStateException(e);
        }
    }

    void insert(Account account, String hash) {
        passwords.insert(new StoredPassword(account.id(), LoginName.of(account.email()), hash));
    }

    String storedHash() {
        return passwords.findByAccount(ADA.id()).orElseThrow().hash();
    }

    void assertPasswordUnchanged() {
        assertThat(storedHash()).isEqualTo(firstHash);
    }

    Reply login(String email, String password) {
        return login(email, password, "203.0.113.7");
    }

    Reply login(String email, String password, String address) {
        return answer(RequestBuilder.post("/api/auth/login")
                .json(Map.of("email", email, "password", password))
                .from(address)
                .build());
    }

    Reply change(String current, String wanted) {
        return answer(RequestBuilder.post("/api/auth/password")
                .header("X-Test", "ada")
                .json(Map.of("currentPassword", current, "newPassword", wanted))
                .build());
    }

    Reply answer(AuthRequest request) {
        Decision decision = engine().decide(request, Requirement.anyone());
        return ((Decision.Answer) decision).reply();
    }

    /** How many hashes something costs. */
    int hashesDuring(Runnable work) {
        int before = argon2.calls();
        work.run();
        return argon2.calls() - before;
    }

    private AuthEngine engine() {
        return AuthEngine.builder()
                .use(new SignedInAs())
                .use(PasswordLogin.of(
                        store, accounts, hashing, throttle, (account, request) -> grant.issue(account, request)))
                .use(PasswordChange.of(store, accounts, hashing, PasswordPolicy.standard(), throttle, List.of(logins)))
                .clock(clock)
                .listener(events::add)
                .build();
    }

    /** Somebody who is signed in says so in a header. */
    private final class SignedInAs implements AuthFeature {
        private final FakeAuthenticator authenticator = FakeAuthenticator.ofHeader("test", "X-Test")
                .with(
                        "ada",
                        () -> Outcome.authenticated(
                                Identity.of("u-1", "test", clock.instant()).withLoginId("login-1")))
                .with(
                        "bob",
                        () -> Outcome.authenticated(
                                Identity.of("u-2", "test", clock.instant()).withLoginId("login-2")))
                .with("key", () -> Outcome.authenticated(Identity.of("u-1", "test", clock.instant())));

        @Override
        public List<Authenticator> authenticators() {
            return List.of(authenticator);
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }
    }

    /** Remembers what was ended, and does something then. */
    static final class RecordedLogins implements LiveLogins {
        final List<String> ended = Collections.synchronizedList(new ArrayList<>());
        Runnable during = () -> {};
        Runnable whenRenewed = () -> {};

        @Override
        public List<LiveLogin> of(String accountId) {
            return List.of();
        }

        @Override
        public boolean end(String accountId, String loginId) {
            return false;
        }

        @Override
        public void endAll(String accountId, Optional<String> except) {
            during.run();
            ended.add(accountId + " but " + except.orElse("none"));
        }

        @Override
        public Reply afterReauthentication(Identity caller, AuthRequest request, Reply reply) {
            whenRenewed.run();
            return reply;
        }
    }
}
