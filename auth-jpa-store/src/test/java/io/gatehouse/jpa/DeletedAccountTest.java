package io.gatehouse.jpa;

import static io.gatehouse.jpa.StoresScene.object;
import static io.gatehouse.jpa.StoresScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.json.JsonObject;
import io.gatehouse.oauth.LinkedAccount;
import io.gatehouse.oauth.ProviderSession;
import io.gatehouse.oauth.SealedProviderTokens;
import io.gatehouse.secret.SealedText;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing of an account outlives it, not even for another account of the same id. */
@ParameterizedClass
@EnumSource
final class DeletedAccountTest {
    @Parameter
    Combination on;

    private final MutableClock clock = MutableClock.create();

    @Test
    void takesAllItsCredentialsWithIt() {
        KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, clock, new SecureRandom());
        StoresScene scene = new StoresScene(TwoNodes.empty(on).first().transactions(), keys, clock);
        scene.addAda();
        JsonObject login = object(scene.login());
        String cookie = scene.sessionLogin();
        String key = text(scene.createKey(text(login, "accessToken")), "apiKey");
        scene.stores.linkedAccounts().link(new LinkedAccount("https://op.example", "7", "ada", clock.instant()));
        scene.stores
                .providerTokens()
                .put(new SealedProviderTokens(
                        "ada",
                        "op",
                        "version",
                        new SealedText("sealed"),
                        Optional.empty(),
                        clock.instant().plus(Duration.ofDays(365))));
        scene.stores
                .providerSessions()
                .insert(new ProviderSession(
                        "s-1",
                        "https://op.example",
                        "7",
                        Optional.empty(),
                        "ada",
                        Optional.of("login"),
                        Optional.of(new SealedText("sealed")),
                        clock.instant().plus(Duration.ofDays(365))));
        assertThat(scene.data(key)).isEqualTo(200);

        assertThat(scene.stores.accounts().delete("ada")).isTrue();
        assertThat(scene.stores.accounts().delete("ada")).isFalse();
        scene.stores.accounts().insert(StoresScene.ADA);
        clock.advance(Revocations.POLL_INTERVAL.multipliedBy(6));

        assertThat(scene.data(key)).isEqualTo(401);
        assertThat(scene.meByCookie(cookie).status()).isEqualTo(401);
        assertThat(scene.me(text(login, "accessToken")).status()).isEqualTo(401);
        assertThat(scene.refresh(text(login, "refreshToken")).status()).isEqualTo(401);
        assertThat(scene.login().status()).isEqualTo(401);
        assertThat(scene.stores.providerSessions().findBySubject("https://op.example", "7"))
                .isEmpty();
        assertThat(scene.stores.linkedAccounts().find("https://op.example", "7"))
                .isEmpty();
        assertThat(scene.stores.providerTokens().find("ada", "op")).isEmpty();
    }
}
