package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.secret.SealingKey;
import io.gatehouse.testkit.FakeProvider;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of providers: kept sealed. */
@Timeout(60)
final class ProviderTokensTest extends ProviderTokensScene {
    @Nested
    class Keeping {
        @Test
        void isOffUnlessTheApplicationAsksForIt() {
            OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
            assertThatIllegalStateException().isThrownBy(scene::providerTokens);
        }

        @Test
        void beginsWithASignIn() {
            scene.useTokenStore(store);
            assertThat(access()).isEqualTo(new ProviderAccess.None());
            signIn();
            ProviderAccess access = access();
            assertThat(token(access)).isEqualTo("access-of-ada");
            assertThat(((ProviderAccess.Granted) access).expiresAt())
                    .contains(scene.clock.instant().plusSeconds(300));
            assertThat(access.toString()).doesNotContain("access-of-ada");
            assertThat(refreshes()).isZero();
            assertThat(row().expiresAt()).isEqualTo(scene.clock.instant().plus(ProviderTokenSafe.RETENTION));
        }

        @Test
        void beginsWithLinkingToo() {
            scene.useTokenStore(store);
            Browser browser = scene.browser().as("ada");
            Map<String, String> answer = fake.authorize(Browser.linkLocation(browser.beginLink()), "ada-at-work");
            assertThat(browser.callback(answer).status()).isEqualTo(303);
            assertThat(token(access())).isEqualTo("access-of-ada-at-work");
        }

        @Test
        void keepsTheRefreshTokenOfTheFirstSignInIfTheNextBringsNone() {
            signIn();
            fake.tokens(it -> it.remove("refresh_token"));
            OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
            tokenIsOver();
            token(access());
            assertThat(refreshes()).isEqualTo(1);
        }

        @Test
        void doesNotBeginForWhoIsRefused() {
            scene.useTokenStore(store);
            scene.assertRefused(scene.browser().signIn("stranger"), "PROVIDER_REFUSED");
            assertThat(store.puts).isZero();
        }

        @Test
        void isOfTheLastSignIn() {
            signIn();
            SealedProviderTokens before = row();
            signIn();
            assertThat(row().version()).isNotEqualTo(before.version());
            assertThat(token(access())).isEqualTo("access-of-ada");
        }

        @Test
        void isPartOfTheLoginWhenTheStoreIsDown() {
            scene.useTokenStore(store);
            store.down = true;
            scene.assertRefused(scene.browser().signIn("ada"), "UNAVAILABLE");
        }

        @Test
        void leavesOutTokensThatAreTooLongOrNone() {
            for (Map<String, Object> odd : List.<Map<String, Object>>of(
                    Map.of("access_token", "a".repeat(16 * 1024 + 1)),
                    Map.of("refresh_token", "a".repeat(16 * 1024 + 1)),
                    Map.of("refresh_token", "line\nbreak"),
                    Map.of("refresh_token", "a\"b"))) {
                fake.tokens(it -> {
                    it.putAll(odd);
                    it.remove("id_token");
                });
                scene.use(plain());
                scene.useTokenStore(store);
                OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
                assertThat(store.puts).isZero();
            }
            fake.tokens(it -> it.put("refresh_token", "a".repeat(16 * 1024)));
            OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
            assertThat(store.puts).isEqualTo(1);
        }

        private OAuthProvider plain() {
            ProviderMetadata metadata = ProviderMetadata.of(
                    fake.issuer(),
                    URI.create(fake.issuer() + "/authorize"),
                    URI.create(fake.issuer() + FakeProvider.TOKEN),
                    URI.create(fake.issuer() + FakeProvider.USERINFO));
            fake.userInfo(it -> it.put("sub", "ada"));
            return OAuthProvider.oauth2(
                            "fake", "Fake", metadata, "client-1", ClientAuthentication.secretBasic("s"), "sub")
                    .insecureAllowHttp();
        }

        @Test
        void endsWhenTheApplicationSaysSo() {
            signIn();
            scene.providerTokens().forget("u-1", "fake");
            scene.providerTokens().forget("u-1", "fake");
            assertThat(access()).isEqualTo(new ProviderAccess.None());
        }

        @Test
        void endsAfterAYear() {
            signIn();
            scene.clock.advance(ProviderTokenSafe.RETENTION);
            assertThat(access()).isEqualTo(new ProviderAccess.None());
        }

        @Test
        void isAskedForByTheIdOfAProvider() {
            signIn();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scene.providerTokens().accessToken("u-1", "other"));
        }
    }

    @Nested
    class Sealing {
        @Test
        void showsTheStoreNothing() {
            signIn();
            assertThat(store.seen.toString() + row()).doesNotContain("access-of-ada", "-of-ada", "refresh-");
            assertThat(row().sealed().encoded()).doesNotContain("access-of-ada");
        }

        @Test
        void bindsTokensToTheirAccount() {
            signIn();
            SealedProviderTokens ofAda = row();
            store.put(
                    new SealedProviderTokens("u-2", "fake", "v", ofAda.sealed(), Optional.empty(), ofAda.expiresAt()));
            assertThat(scene.providerTokens().accessToken("u-2", "fake")).isEqualTo(new ProviderAccess.SignInAgain());
        }

        @Test
        void bindsTokensToTheirProviderAndItsIssuer() {
            signIn();
            try (FakeProvider other = FakeProvider.start(scene.clock)) {
                scene.use(OAuthProvider.oidc(
                                "fake", "Fake", other.issuer(), "client-1", ClientAuthentication.secretBasic("s"))
                        .insecureAllowHttp());
                tokenIsOver();
                assertThat(access()).isEqualTo(new ProviderAccess.SignInAgain());
                assertThat(other.received(FakeProvider.TOKEN)).isEmpty();
            }
            scene.use(
                    scene.provider(),
                    OAuthProvider.oidc(
                                    "second",
                                    "Second",
                                    fake.issuer(),
                                    "client-1",
                                    ClientAuthentication.secretBasic("s"))
                            .insecureAllowHttp());
            store.put(new SealedProviderTokens(
                    "u-1", "second", "v", row().sealed(), Optional.empty(), row().expiresAt()));
            assertThat(scene.providerTokens().accessToken("u-1", "second")).isEqualTo(new ProviderAccess.SignInAgain());
        }

        @Test
        void opensByTheKeyAndByFormerOnesOnly() {
            signIn();
            SealingKey first = scene.key;
            scene.key = SealingKey.generate(new SecureRandom());
            scene.useTokenStore(store);
            assertThat(access()).isEqualTo(new ProviderAccess.SignInAgain());
            scene.key = scene.key.withFormer(first);
            scene.useTokenStore(store);
            assertThat(token(access())).isEqualTo("access-of-ada");
        }
    }
}
