package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.json.Json;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.Race;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3. */
final class DiscoveryTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;

    private int fetches() {
        return fake.received(FakeProvider.METADATA).size();
    }

    private void assertUnavailable(String reason) {
        scene.assertRefused(scene.browser().start("fake"), "PROVIDER_UNAVAILABLE");
        assertThat(scene.reason()).contains(reason);
    }

    /** discovery-issuer-mismatch. */
    @Test
    void anotherIssuerThanTheConfiguredOneIsNotUsed() {
        fake.metadata(it -> it.put("issuer", "https://issuer.example"));
        assertUnavailable("metadata");
    }

    @Test
    void theSameIssuerInAnotherSpellingIsNotUsed() {
        fake.metadata(it -> it.put("issuer", fake.issuer() + "/"));
        assertUnavailable("metadata");
        scene.clock.advance(Discovery.COOL_DOWN);
        fake.metadata(it -> it.put("issuer", fake.issuer().toUpperCase(Locale.ROOT)));
        assertUnavailable("metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"})
    void addressesElsewhereAreHttps(String name) {
        fake.metadata(it -> it.put(name, "http://provider.example/x"));
        assertUnavailable("metadata");
        scene.clock.advance(Discovery.COOL_DOWN);
        fake.metadata(it -> it.put(name, "file:///etc/passwd"));
        assertUnavailable("metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"})
    void isRefusedWithoutWhatIsNeeded(String name) {
        fake.metadata(it -> it.remove(name));
        assertUnavailable("metadata");
    }

    @Test
    void isFetchedOnceForManyLogins() {
        for (int i = 0; i < 5; i++) {
            OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
        }
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void isFetchedOnceForManyLoginsAtOnce() {
        assertThat(Race.run(() -> scene.browser().start("fake").status())).containsOnly(302);
        assertThat(fetches()).isEqualTo(1);
    }

    @Test
    void isFetchedAgainAfterAnHourAndUsedMeanwhile() {
        scene.browser().begin();
        scene.clock.advance(Discovery.MAX_AGE);
        CountDownLatch fetched = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        fake.answers(FakeProvider.METADATA, exchange -> {
            fetched.countDown();
            go.await();
        });
        scene.browser().begin();
        assertThat(Race.run(() -> scene.browser().start("fake").status())).containsOnly(302);
        go.countDown();
        assertThat(fetches()).isLessThanOrEqualTo(2);
    }

    @Test
    void isUsedForAsLongAsTheProviderIsDown() {
        scene.browser().begin();
        fake.answers(FakeProvider.METADATA, FakeProvider.typed(500, "text/plain", ""));
        for (int i = 0; i < 3; i++) {
            scene.clock.advance(Duration.ofDays(1));
            scene.browser().begin();
        }
    }

    @Test
    void aFailureIsNotRepeatedForAWhile() {
        fake.answers(FakeProvider.METADATA, FakeProvider.typed(500, "text/plain", ""));
        for (int i = 0; i < 5; i++) {
            assertUnavailable("metadata");
        }
        assertThat(fetches()).isEqualTo(1);
        fake.answersWell(FakeProvider.METADATA);
        scene.clock.advance(Discovery.COOL_DOWN);
        scene.browser().begin();
    }

    @Test
    void nothingIsKeptOfALoginThatCanNotBegin() {
        scene.pendingLogins = new RecordingPendingLogins(login -> {
            throw new AssertionError("kept");
        });
        scene.restart();
        fake.answers(FakeProvider.METADATA, FakeProvider.typed(500, "text/plain", ""));
        assertThat(scene.browser().start("fake").cookies()).isEmpty();
    }

    @Test
    void plainHttpIsAskedForByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.use(OAuthProvider.oidc(
                        "fake", "Fake", fake.issuer(), "client-1", ClientAuthentication.secretBasic("s"))))
                .withMessageContaining("https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example",
                "https://issuer.example?a=b",
                "https://issuer.example#a",
                "https://user@issuer.example",
                "issuer.example",
                "ftp://issuer.example",
                "https:"
            })
    void anIssuerIsAnHttpsAddress(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OAuthProvider.oidc("a", "A", issuer, "c", ClientAuthentication.secretBasic("s")));
    }

    @Test
    void theIssuersPathComesFirst() {
        String issuer = fake.issuer() + "/realms/one";
        Map<String, Object> published = new LinkedHashMap<>();
        published.put("issuer", issuer);
        published.put("authorization_endpoint", fake.issuer() + "/authorize");
        published.put("token_endpoint", fake.issuer() + "/token");
        published.put("jwks_uri", fake.issuer() + "/jwks");
        fake.answers(
                "/realms/one/.well-known/openid-configuration",
                FakeProvider.typed(200, "application/json", Json.write(published)));
        scene.use(OAuthProvider.oidc("fake", "Fake", issuer, "client-1", ClientAuthentication.secretBasic("s"))
                .insecureAllowHttp());
        assertThat(scene.browser().begin().toString()).startsWith(fake.issuer() + "/authorize?");
    }
}
