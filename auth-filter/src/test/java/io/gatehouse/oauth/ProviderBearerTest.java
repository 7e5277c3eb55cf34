package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.token.JwtVerifier;
import io.gatehouse.token.TrustedIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One provider entry serves sign-in and the provider's access tokens. */
@Timeout(60)
final class ProviderBearerTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;

    private OAuthLogin login(OAuthProvider provider) {
        return OAuthLogin.of(
                        OAuthScene.BASE_URL,
                        person -> Optional.empty(),
                        new MemoryPendingLoginStore(),
                        (account, request) -> Reply.noContent(),
                        provider)
                .with(scene.clock, new SecureRandom());
    }

    private String token(String type, String audience) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", fake.issuer());
        claims.put("sub", "ada");
        claims.put("aud", audience);
        claims.put("exp", scene.clock.instant().getEpochSecond() + 300);
        return fake.keys().sign(header -> header.put("typ", type), claims);
    }

    @Test
    void itsAccessTokensAreAcceptedAndNamedByIssuerAndSubject() throws Rejection {
        JwtVerifier verifier = JwtVerifier.of(login(scene.provider()).trustedIssuer("fake", "shop-api"));
        var jwt = verifier.verify(token("at+jwt", "shop-api"), scene.clock.instant());
        assertThat(jwt.issuer()).isEqualTo(fake.issuer());
        assertThat(jwt.subject()).isEqualTo("ada");
        assertThat(jwt.policy().localAccounts()).isFalse();
    }

    @Test
    void itsIdTokensAndTokensForOthersAreNot() {
        JwtVerifier verifier = JwtVerifier.of(login(scene.provider()).trustedIssuer("fake", "shop-api"));
        for (String token : new String[] {token("JWT", "shop-api"), token("at+jwt", "client-1")}) {
            assertThatExceptionOfType(Rejection.class).isThrownBy(() -> verifier.verify(token, scene.clock.instant()));
        }
    }

    @Test
    void aProviderThatIsDownIs503() {
        fake.answers(FakeProvider.METADATA, FakeProvider.typed(500, "text/plain", ""));
        JwtVerifier verifier = JwtVerifier.of(login(scene.provider()).trustedIssuer("fake", "shop-api"));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> verifier.verify(token("at+jwt", "shop-api"), scene.clock.instant()));
    }

    @Test
    void whatIsRememberedIsJudgedAnewWhenTheKeysMove() throws Exception {
        TrustedIssuer issuer = login(scene.provider()).trustedIssuer("fake", "shop-api");
        JwtVerifier verifier = JwtVerifier.of(issuer);
        verifier.verify(token("at+jwt", "shop-api"), scene.clock.instant());
        long before = issuer.keys().version();
        fake.metadata(it -> it.put("jwks_uri", fake.issuer() + "/other-keys"));
        fake.answers(
                "/other-keys",
                FakeProvider.typed(200, "application/json", fake.keys().published()));
        scene.clock.advance(Discovery.MAX_AGE.plus(Duration.ofSeconds(1)));
        while (issuer.keys().version() == before) {
            verifier.verify(token("at+jwt", "shop-api"), scene.clock.instant());
            scene.clock.advance(Discovery.COOL_DOWN);
        }
        assertThat(issuer.keys().version()).isNotEqualTo(before);
    }

    @Test
    void onlyAProviderThatPublishesKeysHasTokensThatCanBeVerified() {
        OAuthLogin login = login(KnownProviders.github("client", "secret"));
        assertThatIllegalArgumentException().isThrownBy(() -> login.trustedIssuer("github", "shop-api"));
        assertThatIllegalArgumentException().isThrownBy(() -> login.trustedIssuer("other", "shop-api"));
    }
}
