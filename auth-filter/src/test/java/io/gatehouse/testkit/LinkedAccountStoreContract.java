package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.oauth.LinkedAccount;
import io.gatehouse.oauth.LinkedAccountStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link LinkedAccountStore} must hold to. Implement it in a test class and answer an empty store. */
public interface LinkedAccountStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /** A provider. */
    String ISSUER = "https://issuer.example";

    /**
     * The store to test.
     *
     * @return an empty store
     */
    LinkedAccountStore linkedAccounts();

    @Test
    default void findsWhatWasLinked() {
        LinkedAccountStore store = linkedAccounts();
        LinkedAccount link = new LinkedAccount(ISSUER, "s".repeat(LinkedAccount.MAX_SUBJECT), "ada", NOW);
        assertThat(store.link(link)).isTrue();
        assertThat(store.find(ISSUER, link.subject())).contains(link);
    }

    @Test
    default void tellsPeopleApartExactly() {
        LinkedAccountStore store = linkedAccounts();
        store.link(new LinkedAccount(ISSUER, "Subject", "ada", NOW));
        assertThat(store.find(ISSUER, "subject")).isEmpty();
        assertThat(store.find(ISSUER, "Subject ")).isEmpty();
        assertThat(store.find(ISSUER + "/", "Subject")).isEmpty();
        assertThat(store.find("https://ISSUER.example", "Subject")).isEmpty();
        assertThat(store.link(new LinkedAccount(ISSUER, "subject", "grace", NOW)))
                .isTrue();
        assertThat(store.link(new LinkedAccount("https://other.example", "Subject", "grace", NOW)))
                .isTrue();
    }

    @Test
    default void linksAPersonOnce() {
        LinkedAccountStore store = linkedAccounts();
        LinkedAccount first = new LinkedAccount(ISSUER, "s", "ada", NOW);
        store.link(first);
        assertThat(store.link(new LinkedAccount(ISSUER, "s", "grace", NOW))).isFalse();
        assertThat(store.link(first)).isFalse();
        assertThat(store.find(ISSUER, "s")).contains(first);
    }

    @Test
    default void ofManyLinksAtOnceExactlyOneWins() {
        LinkedAccountStore store = linkedAccounts();
        AtomicInteger accounts = new AtomicInteger();
        List<String> winners = Race.run(() -> {
            String account = "account-" + accounts.incrementAndGet();
            return store.link(new LinkedAccount(ISSUER, "s", account, NOW)) ? account : "";
        });
        assertThat(winners).filteredOn(it -> !it.isEmpty()).hasSize(1);
        assertThat(winners).contains(store.find(ISSUER, "s").orElseThrow().accountId());
    }

    @Test
    default void oneAccountMayHaveManyPeople() {
        LinkedAccountStore store = linkedAccounts();
        assertThat(store.link(new LinkedAccount(ISSUER, "one", "ada", NOW))).isTrue();
        assertThat(store.link(new LinkedAccount(ISSUER, "two", "ada", NOW))).isTrue();
    }
}
