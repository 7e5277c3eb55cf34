package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.oauth.ProviderTokenStore;
import io.gatehouse.oauth.SealedProviderTokens;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SealedText;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ProviderTokenStore} must hold to. Implement it in a test class and answer an empty store. */
public interface ProviderTokenStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /** Where versions come from. */
    SecureRandom RANDOM = new SecureRandom();

    /**
     * The store to test.
     *
     * @return an empty store
     */
    ProviderTokenStore providerTokens();

    @Test
    default void findsWhatWasPut() {
        ProviderTokenStore store = providerTokens();
        SealedProviderTokens tokens = tokens("ada", "google");
        SealedProviderTokens claimed = new SealedProviderTokens(
                "ada", "keycloak", "version", new SealedText("x"), Optional.of(NOW.plusMillis(1)), NOW);
        store.put(tokens);
        store.put(claimed);
        assertThat(store.find("ada", "google")).contains(tokens);
        assertThat(store.find("ada", "keycloak")).contains(claimed);
    }

    @Test
    default void tellsAccountsAndProvidersApartExactly() {
        ProviderTokenStore store = providerTokens();
        store.put(tokens("ada", "google"));
        assertThat(store.find("Ada", "google")).isEmpty();
        assertThat(store.find("ada ", "google")).isEmpty();
        assertThat(store.find("ada", "googl")).isEmpty();
        assertThat(store.find("adag", "oogle")).isEmpty();
        assertThat(store.find("google", "ada")).isEmpty();
    }

    @Test
    default void keepsTheLongestTokens() {
        ProviderTokenStore store = providerTokens();
        SealedProviderTokens tokens = new SealedProviderTokens(
                "ada",
                "google",
                "version",
                new SealedText("x".repeat(SealedProviderTokens.MAX_SEALED)),
                Optional.empty(),
                NOW);
        store.put(tokens);
        assertThat(store.find("ada", "google")).contains(tokens);
    }

    @Test
    default void aNewSignInReplacesWhateverIsThere() {
        ProviderTokenStore store = providerTokens();
        store.put(tokens("ada", "google"));
        SealedProviderTokens next = tokens("ada", "google");
        store.put(next);
        assertThat(store.find("ada", "google")).contains(next);
    }

    @Test
    default void manySignInsAtOnceLeaveOne() {
        ProviderTokenStore store = providerTokens();
        Race.run(() -> {
            store.put(tokens("ada", "google"));
            return true;
        });
        SealedProviderTokens last = store.find("ada", "google").orElseThrow();
        assertThat(store.delete("ada", "google", last.version())).isTrue();
        assertThat(store.find("ada", "google")).isEmpty();
    }

    @Test
    default void ofManyReplacementsAtOnceExactlyOneWins() {
        ProviderTokenStore store = providerTokens();
        for (int round = 0; round < 5; round++) {
            SealedProviderTokens tokens = tokens("ada", "google");
            store.put(tokens);
            assertThat(Race.run(() -> {
                        SealedProviderTokens next = tokens("ada", "google");
                        boolean won = store.replace(tokens.version(), next);
                        return won ? Optional.of(next) : Optional.<SealedProviderTokens>empty();
                    }))
                    .filteredOn(Optional::isPresent)
                    .containsExactly(store.find("ada", "google"));
        }
    }

    @Test
    default void replacesNothingOfAnotherVersionAccountOrProvider() {
        ProviderTokenStore store = providerTokens();
        SealedProviderTokens tokens = tokens("ada", "google");
        store.put(tokens);
        assertThat(store.replace("another", tokens("ada", "google"))).isFalse();
        assertThat(store.replace(tokens.version(), tokens("grace", "google"))).isFalse();
        assertThat(store.replace(tokens.version(), tokens("ada", "keycloak"))).isFalse();
        assertThat(store.find("ada", "google")).contains(tokens);
        assertThat(store.find("grace", "google")).isEmpty();
    }

    @Test
    default void ofManyDeletionsAtOnceExactlyOneWins() {
        ProviderTokenStore store = providerTokens();
        SealedProviderTokens tokens = tokens("ada", "google");
        store.put(tokens);
        assertThat(Race.run(() -> store.delete("ada", "google", tokens.version())))
                .filteredOn(won -> won)
                .hasSize(1);
    }

    @Test
    default void deletesNothingOfAnotherVersion() {
        ProviderTokenStore store = providerTokens();
        SealedProviderTokens tokens = tokens("ada", "google");
        store.put(tokens);
        assertThat(store.delete("ada", "google", "another")).isFalse();
        assertThat(store.delete("grace", "google", tokens.version())).isFalse();
        assertThat(store.delete("ada", "keycloak", tokens.version())).isFalse();
        assertThat(store.find("ada", "google")).contains(tokens);
    }

    @Test
    default void deletesWhatHasExpiredUpToALimit() {
        ProviderTokenStore store = providerTokens();
        SealedProviderTokens live = tokens("live", "google");
        store.put(live);
        for (int i = 0; i < 3; i++) {
            store.put(new SealedProviderTokens(
                    "account-" + i, "google", "version", new SealedText("x"), Optional.empty(), NOW.minusSeconds(i)));
        }
        assertThat(store.deleteExpired(NOW, 2)).isEqualTo(2);
        assertThat(store.deleteExpired(NOW, 2)).isEqualTo(1);
        assertThat(store.deleteExpired(NOW, 2)).isZero();
        assertThat(store.find("live", "google")).contains(live);
    }

    /**
     * Tokens.
     *
     * @param accountId whose they are
     * @param providerId the provider's id
     * @return a record of a version of its own that has not expired
     */
    static SealedProviderTokens tokens(String accountId, String providerId) {
        return new SealedProviderTokens(
                accountId,
                providerId,
                OpaqueToken.newId(RANDOM),
                new SealedText("sealed"),
                Optional.empty(),
                NOW.plusMillis(1));
    }
}
