package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.oauth.OneTimeCode;
import io.gatehouse.oauth.OneTimeCodeStore;
import io.gatehouse.oauth.PendingLogin;
import io.gatehouse.secret.OpaqueToken;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link OneTimeCodeStore} must hold to. Implement it in a test class and answer an empty store. */
public interface OneTimeCodeStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /** Where ids come from. */
    SecureRandom RANDOM = new SecureRandom();

    /**
     * The store to test.
     *
     * @return an empty store
     */
    OneTimeCodeStore oneTimeCodes();

    @Test
    default void handsOutWhatWasInserted() {
        OneTimeCodeStore store = oneTimeCodes();
        OneTimeCode with = code(NOW.plusSeconds(60), Optional.of("sid-1"));
        OneTimeCode without = code(NOW.plusSeconds(60), Optional.empty());
        store.insert(with);
        store.insert(without);
        assertThat(store.consume(without.id(), NOW)).contains(without);
        assertThat(store.consume(with.id(), NOW)).contains(with);
    }

    @Test
    default void theSecondConsumeIsEmpty() {
        OneTimeCodeStore store = oneTimeCodes();
        OneTimeCode code = code(NOW.plusSeconds(60), Optional.empty());
        store.insert(code);
        store.consume(code.id(), NOW);
        assertThat(store.consume(code.id(), NOW)).isEmpty();
    }

    @Test
    default void findsNothingUnderAnotherId() {
        OneTimeCodeStore store = oneTimeCodes();
        store.insert(code(NOW.plusSeconds(60), Optional.empty()));
        assertThat(store.consume(OpaqueToken.newId(RANDOM), NOW)).isEmpty();
    }

    @Test
    default void ofManyConsumersAtOnceExactlyOneWins() {
        OneTimeCodeStore store = oneTimeCodes();
        for (int round = 0; round < 10; round++) {
            OneTimeCode code = code(NOW.plusSeconds(60), Optional.empty());
            store.insert(code);
            List<Optional<OneTimeCode>> taken = Race.run(() -> store.consume(code.id(), NOW));
            assertThat(taken).filteredOn(Optional::isPresent).containsExactly(Optional.of(code));
        }
    }

    @Test
    default void isGoneFromItsExpiryOn() {
        OneTimeCodeStore store = oneTimeCodes();
        OneTimeCode code = code(NOW, Optional.empty());
        OneTimeCode later = code(NOW.plusMillis(1), Optional.empty());
        store.insert(code);
        store.insert(later);
        assertThat(store.consume(code.id(), NOW)).isEmpty();
        assertThat(store.consume(later.id(), NOW)).isPresent();
    }

    @Test
    default void deletesWhatHasExpiredAndNoMoreThanItIsTold() {
        OneTimeCodeStore store = oneTimeCodes();
        OneTimeCode live = code(NOW.plusMillis(1), Optional.empty());
        store.insert(live);
        for (int i = 0; i < 3; i++) {
            store.insert(code(NOW, Optional.empty()));
        }
        assertThat(store.deleteExpired(NOW, 2)).isEqualTo(2);
        assertThat(store.deleteExpired(NOW, 2)).isEqualTo(1);
        assertThat(store.deleteExpired(NOW, 2)).isZero();
        assertThat(store.consume(live.id(), NOW)).contains(live);
    }

    private static OneTimeCode code(Instant end, Optional<String> sid) {
        OpaqueToken token = OpaqueToken.issue("test", RANDOM);
        var app = new PendingLogin.AppTarget("app", "http://127.0.0.1:4711/in", "state", "c".repeat(43));
        return new OneTimeCode(token.id(), token.hash(), app, "account-1", "https://issuer.example", "ada", sid, end);
    }
}
