package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.FakeProvider;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core 1.0 section 5.3: the UserInfo endpoint. */
final class UserInfoTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;

    @BeforeEach
    void use() {
        scene.use(OAuthProvider::withUserInfo);
    }

    private ProviderPerson person() {
        OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
        return scene.people.get(scene.people.size() - 1);
    }

    @Test
    void addsWhatTheIdTokenLacks() {
        assertThat(person().email()).contains("ada@provider.example");
        assertThat(person().emailVerified()).isTrue();
        assertThat(person().name()).contains("The name of ada");
        assertThat(fake.received(FakeProvider.USERINFO).get(0).authorization()).isEqualTo("Bearer access-of-ada");
    }

    @Test
    void neverReplacesWhatTheIdTokenHas() {
        fake.claims(claims -> claims.put("email", "signed@provider.example"));
        assertThat(person().email()).contains("signed@provider.example");
    }

    /** userinfo-invalid-sub. */
    @Test
    void ofSomebodyElseIsRefused() {
        fake.userInfo(it -> it.put("sub", "grace"));
        scene.refused("PROVIDER_REFUSED");
        assertThat(scene.reason()).contains("sub is not that of the ID token");
    }

    @Test
    void withoutASubjectIsRefused() {
        fake.userInfo(it -> it.remove("sub"));
        scene.refused("PROVIDER_REFUSED");
        fake.userInfo(it -> it.put("sub", 7));
        scene.refused("PROVIDER_REFUSED");
    }

    @Test
    void isNotAskedUnlessWanted() {
        scene.use(provider -> provider);
        assertThat(person().email()).isEmpty();
        assertThat(fake.received(FakeProvider.USERINFO)).isEmpty();
    }

    @Test
    void whatIsNotJsonIsRefused() {
        fake.answers(FakeProvider.USERINFO, FakeProvider.typed(200, "application/jwt", "a.b.c"));
        scene.refused("PROVIDER_REFUSED");
    }

    @Test
    void anEmailIsVerifiedOnlyIfTheProviderSaysSoInAsManyWords() {
        fake.userInfo(it -> it.put("email_verified", "true"));
        assertThat(person().emailVerified()).isFalse();
        fake.userInfo(it -> it.remove("email_verified"));
        assertThat(person().emailVerified()).isFalse();
        fake.userInfo(it -> it.put("email", 7));
        assertThat(person().email()).isEqualTo(Optional.empty());
    }

    @Test
    void isRefusedWhereTheProviderHasNone() {
        fake.metadata(it -> it.remove("userinfo_endpoint"));
        scene.refused("PROVIDER_REFUSED");
    }
}
