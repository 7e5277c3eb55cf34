package io.gatehouse.jpa;

import static io.gatehouse.jpa.StoresScene.object;
import static io.gatehouse.jpa.StoresScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Requirement;
import io.gatehouse.apikey.CachedApiKeyStore;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.login.CachedAccountStore;
import io.gatehouse.session.CachedSessionStore;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Two nodes behave as one: what one does the other sees, within the bounds that are documented. */
final class TwoNodesTest {
    private final TwoNodes nodes = TwoNodes.empty(Combination.HIBERNATE_POSTGRESQL);
    private final MutableClock clock = MutableClock.create();
    private final KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, clock, new SecureRandom());
    private final AtomicInteger transactionsOfA = new AtomicInteger();
    private final StoresScene a = new StoresScene(counting(nodes.first().transactions()), keys, clock);
    private final StoresScene b = new StoresScene(nodes.second().transactions(), keys, clock);

    @Test
    void aLoginOfOneWorksOnTheOtherAndEndsThereWithinASecond() {
        a.addAda();
        JsonObject login = object(a.login());
        String accessToken = text(login, "accessToken");
        assertThat(b.me(accessToken).status()).isEqualTo(200);
        assertThat(a.logout(accessToken).status()).isEqualTo(204);
        assertThat(a.me(accessToken).status()).isEqualTo(401);
        clock.advance(Revocations.POLL_INTERVAL);
        assertThat(b.me(accessToken).status()).isEqualTo(401);
        assertThat(b.refresh(text(login, "refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void aKeyThatIsRevokedOnOneEndsThereAtOnceAndOnTheOtherWithinTheTimeThatReadsAreKept() {
        a.addAda();
        String accessToken = text(object(a.login()), "accessToken");
        JsonObject created = a.createKey(accessToken);
        String key = text(created, "apiKey");
        assertThat(a.data(key)).isEqualTo(200);
        assertThat(b.data(key)).isEqualTo(200);
        a.call(RequestBuilder.of("DELETE", "/api/apikeys/" + text(created, "id"))
                .bearer(accessToken));
        assertThat(a.data(key)).isEqualTo(401);
        assertThat(b.data(key)).as("within the bound").isEqualTo(200);
        clock.advance(CachedApiKeyStore.DEFAULT_KEPT_FOR);
        assertThat(b.data(key)).isEqualTo(401);
    }

    @Test
    void aSessionThatEndsOnOneEndsThereAtOnceAndOnTheOtherWithinTheTimeThatReadsAreKept() {
        a.addAda();
        String cookie = a.sessionLogin();
        assertThat(a.meByCookie(cookie).status()).isEqualTo(200);
        assertThat(b.meByCookie(cookie).status()).isEqualTo(200);
        a.call(RequestBuilder.post("/api/auth/logout")
                .cookie("__Host-gatehouse", cookie)
                .header("Sec-Fetch-Site", "same-origin"));
        assertThat(a.meByCookie(cookie).status()).isEqualTo(401);
        assertThat(b.meByCookie(cookie).status()).as("within the bound").isEqualTo(200);
        clock.advance(CachedSessionStore.DEFAULT_KEPT_FOR);
        assertThat(b.meByCookie(cookie).status()).isEqualTo(401);
    }

    @Test
    void anAccountThatIsDisabledOnOneIsRefusedThereAtOnceAndOnTheOtherWithinTheTimeThatReadsAreKept() {
        a.addAda();
        String key = text(a.createKey(text(object(a.login()), "accessToken")), "apiKey");
        assertThat(a.data(key)).isEqualTo(200);
        assertThat(b.data(key)).isEqualTo(200);
        a.stores.accounts().replace(new Account("ada", "ada@example.com", Set.of(), Set.of("data:read"), false));
        assertThat(a.data(key)).isEqualTo(401);
        assertThat(b.data(key)).as("within the bound").isEqualTo(200);
        clock.advance(CachedAccountStore.DEFAULT_KEPT_FOR);
        assertThat(b.data(key)).isEqualTo(401);
    }

    @Test
    void guessesOnEitherCountOnBoth() {
        a.addAda();
        for (int i = 0; i < 10; i++) {
            (i % 2 == 0 ? a : b)
                    .call(RequestBuilder.post("/api/auth/login")
                            .json(Map.of("email", "ada@example.com", "password", "wrong")));
        }
        assertThat(a.login().status()).isEqualTo(429);
        assertThat(b.login().status()).isEqualTo(429);
    }

    @Test
    void aKeyCostsOneReadAndNoneWhileItIsKept() {
        a.addAda();
        String key = text(a.createKey(text(object(a.login()), "accessToken")), "apiKey");
        clock.advance(CachedAccountStore.DEFAULT_KEPT_FOR);
        transactionsOfA.set(0);
        assertThat(a.data(key)).isEqualTo(200);
        assertThat(transactionsOfA).as("key and owner together").hasValue(1);
        for (int i = 0; i < 100; i++) {
            assertThat(a.data(key)).isEqualTo(200);
        }
        assertThat(transactionsOfA).hasValue(1);
    }

    @Test
    void aBearerTokenCostsNoReadButThePollOfASecond() {
        a.addAda();
        String accessToken = text(object(a.login()), "accessToken");
        transactionsOfA.set(0);
        clock.advance(Revocations.POLL_INTERVAL);
        for (int i = 0; i < 100; i++) {
            a.engine.decide(RequestBuilder.get("/page").bearer(accessToken).build(), Requirement.anyone());
        }
        assertThat(transactionsOfA.get()).as("one poll, which may also purge").isBetween(1, 2);
    }

    @Test
    void lastUsesAreWrittenInOneGoWhenTheEngineIsClosed() {
        a.addAda();
        String accessToken = text(object(a.login()), "accessToken");
        JsonObject created = a.createKey(accessToken);
        a.data(text(created, "apiKey"));
        assertThat(b.stores.apiKeys().ownedBy("ada", clock.instant()).get(0).lastUsedAt())
                .isEmpty();
        a.engine.close();
        assertThat(b.stores.apiKeys().ownedBy("ada", clock.instant()).get(0).lastUsedAt())
                .contains(clock.instant());
    }

    private Transactions counting(Transactions transactions) {
        return new Transactions() {
            @Override
            public <T> T inNew(Function<EntityManager, T> work) {
                transactionsOfA.incrementAndGet();
                return transactions.inNew(work);
            }
        };
    }
}
