package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.FakeProvider;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;

/** An application that keeps the tokens of a provider, and what its tests ask of it. */
abstract class ProviderTokensScene {
    @AutoClose
    final OAuthScene scene = new OAuthScene();

    final FakeProvider fake = scene.fake;
    final FailingTokenStore store = new FailingTokenStore();

    void signIn() {
        scene.useTokenStore(store);
        OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
    }

    ProviderAccess access() {
        return scene.providerTokens().accessToken("u-1", "fake");
    }

    static String token(ProviderAccess access) {
        assertThat(access).isInstanceOf(ProviderAccess.Granted.class);
        return ((ProviderAccess.Granted) access).accessToken();
    }

    /** How many requests with a refresh token there were. */
    long refreshes() {
        return fake.received(FakeProvider.TOKEN).stream()
                .filter(it -> "refresh_token".equals(it.form().get("grant_type")))
                .count();
    }

    void tokenIsOver() {
        scene.clock.advance(Duration.ofMinutes(5));
    }

    SealedProviderTokens row() {
        return store.find("u-1", "fake").orElseThrow();
    }
}
