package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.login.ReturnTo;
import io.gatehouse.oauth.PendingLogin;
import io.gatehouse.oauth.PendingLoginStore;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SecretHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PendingLoginStore} must hold to. Implement it in a test class and answer an empty store. */
public interface PendingLoginStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /** Where states come from. */
    SecureRandom RANDOM = new SecureRandom();

    /**
     * The store to test.
     *
     * @return an empty store
     */
    PendingLoginStore pendingLogins();

    @Test
    default void handsOutWhatWasInserted() {
        PendingLoginStore store = pendingLogins();
        PendingLogin login = login(NOW.plusSeconds(600), Optional.empty());
        PendingLogin linking =
                login(NOW.plusSeconds(600), Optional.of(new PendingLogin.LinkTarget("account-1", "login-1")));
        store.insert(login);
        store.insert(linking);
        assertThat(store.consume(linking.state(), NOW)).contains(linking);
        assertThat(store.consume(login.state(), NOW)).contains(login);
    }

    @Test
    default void keepsWhatANativeAppAskedFor() {
        PendingLoginStore store = pendingLogins();
        PendingLogin plain = login(NOW.plusSeconds(600), Optional.empty());
        var app = new PendingLogin.AppTarget("app", "com.example.app:/signed-in", "state~".repeat(85), "c".repeat(43));
        PendingLogin login = new PendingLogin(
                plain.state(),
                plain.providerId(),
                plain.browser(),
                plain.nonce(),
                plain.verifier(),
                plain.returnTo(),
                plain.linkTo(),
                Optional.of(app),
                plain.createdAt(),
                plain.expiresAt());
        store.insert(login);
        assertThat(store.consume(login.state(), NOW)).contains(login);
    }

    @Test
    default void theSecondConsumeIsEmpty() {
        PendingLoginStore store = pendingLogins();
        PendingLogin login = login(NOW.plusSeconds(600), Optional.empty());
        store.insert(login);
        store.consume(login.state(), NOW);
        assertThat(store.consume(login.state(), NOW)).isEmpty();
    }

    @Test
    default void findsNothingUnderAnotherState() {
        PendingLoginStore store = pendingLogins();
        store.insert(login(NOW.plusSeconds(600), Optional.empty()));
        assertThat(store.consume(SecretHash.of("another"), NOW)).isEmpty();
    }

    @Test
    default void ofManyConsumersAtOnceExactlyOneWins() {
        PendingLoginStore store = pendingLogins();
        for (int round = 0; round < 10; round++) {
            PendingLogin login = login(NOW.plusSeconds(600), Optional.empty());
            store.insert(login);
            List<Optional<PendingLogin>> taken = Race.run(() -> store.consume(login.state(), NOW));
            assertThat(taken).filteredOn(Optional::isPresent).containsExactly(Optional.of(login));
        }
    }

    @Test
    default void isEmptyFromTheEndOn() {
        PendingLoginStore store = pendingLogins();
        PendingLogin login = login(NOW, Optional.empty());
        PendingLogin later = login(NOW.plusMillis(1), Optional.empty());
        store.insert(login);
        store.insert(later);
        assertThat(store.consume(login.state(), NOW)).isEmpty();
        assertThat(store.consume(later.state(), NOW)).contains(later);
    }

    @Test
    default void deletesWhatHasExpiredUpToALimit() {
        PendingLoginStore store = pendingLogins();
        PendingLogin live = login(NOW.plusSeconds(1), Optional.empty());
        store.insert(live);
        for (int i = 0; i < 3; i++) {
            store.insert(login(NOW.minusSeconds(i), Optional.empty()));
        }
        assertThat(store.deleteExpired(NOW, 2)).isEqualTo(2);
        assertThat(store.deleteExpired(NOW, 2)).isEqualTo(1);
        assertThat(store.deleteExpired(NOW, 2)).isZero();
        assertThat(store.consume(live.state(), NOW)).contains(live);
    }

    /**
     * A login that waits.
     *
     * @param end when it is forgotten
     * @param linkTo the account to link to
     * @return a login of a state of its own
     */
    static PendingLogin login(Instant end, Optional<PendingLogin.LinkTarget> linkTo) {
        OpaqueToken browser = OpaqueToken.issue("gl", RANDOM);
        return new PendingLogin(
                SecretHash.of(OpaqueToken.newId(RANDOM)),
                "google",
                browser.hash(),
                SecretHash.of("nonce"),
                browser.seal("test", "v".repeat(43), RANDOM),
                new ReturnTo("/orders?page=2"),
                linkTo,
                Optional.empty(),
                end.minus(Duration.ofMinutes(10)),
                end);
    }
}
