package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.json.Json;
import io.gatehouse.testkit.FakeProvider;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider of plain OAuth 2.0, such as GitHub: no ID token, an API tells who signed in. */
final class PlainOAuth2Test {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;

    @BeforeEach
    void use() {
        ProviderMetadata metadata = ProviderMetadata.of(
                fake.issuer(),
                URI.create(fake.issuer() + "/authorize"),
                URI.create(fake.issuer() + "/token"),
                URI.create(fake.issuer() + "/user"));
        scene.use(OAuthProvider.oauth2("fake", "Fake", metadata, "client-1", ClientAuthentication.secretPost("s"), "id")
                .insecureAllowHttp());
        fake.tokens(tokens -> tokens.remove("id_token"));
        answer("{\"id\":4711,\"login\":\"ada\",\"email\":\"ada@example.com\"}");
        scene.link("4711");
    }

    private void answer(String json) {
        fake.answers("/user", FakeProvider.typed(200, "application/json", json));
    }

    @Test
    void theNumberThatNeverChangesIsTheSubject() {
        OAuthScene.assertSignedIn(scene.browser().signIn("whoever"));
        ProviderPerson person = scene.people.get(0);
        assertThat(person.subject()).isEqualTo("4711");
        assertThat(person.issuer()).isEqualTo(fake.issuer());
        assertThat(person.emailVerified()).isFalse();
        assertThat(fake.received(FakeProvider.METADATA)).isEmpty();
    }

    @Test
    void asksForNeitherScopeNorNonceButForPkce() {
        assertThat(Browser.query(scene.browser().begin()))
                .doesNotContainKeys("scope", "nonce")
                .containsEntry("code_challenge_method", "S256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"\"}", "{\"id\":null}", "{\"id\":true}", "{\"id\":[1]}", "{\"id\":4711.5}"})
    void withoutASubjectNobodyIsSignedIn(String json) {
        answer(json);
        scene.refused("PROVIDER_REFUSED");
    }

    @Test
    void anotherIssuerIsRefusedIfOneIsNamed() {
        Browser browser = scene.browser();
        Map<String, String> answer = new LinkedHashMap<>(fake.authorize(browser.begin(), "x"));
        answer.put("iss", "https://other.example");
        scene.assertRefused(browser.callback(answer), "PROVIDER_REFUSED");
    }

    @Test
    void plainHttpIsAskedForByName() {
        ProviderMetadata metadata = ProviderMetadata.of(
                fake.issuer(),
                URI.create(fake.issuer() + "/authorize"),
                URI.create(fake.issuer() + "/token"),
                URI.create(fake.issuer() + "/user"));
        assertThat(metadata.isSafe(true)).isTrue();
        assertThat(metadata.isSafe(false)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scene.use(OAuthProvider.oauth2(
                        "fake", "Fake", metadata, "client-1", ClientAuthentication.secretPost("s"), "id")))
                .withMessageContaining("https");
    }

    @Test
    void needsAnApi() {
        ProviderMetadata metadata = new ProviderMetadata(
                "https://a.example",
                URI.create("https://a.example/authorize"),
                URI.create("https://a.example/token"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OAuthProvider.oauth2("a", "A", metadata, "c", ClientAuthentication.secretPost("s"), "id"));
    }

    @Test
    void gitHubIsKnownByTheIssuerThatItNames() {
        OAuthProvider github = KnownProviders.github("client", "secret");
        assertThat(github.issuer()).isEqualTo("https://github.com/login/oauth");
        assertThat(github.userApi().orElseThrow().metadata().userInfoEndpoint())
                .contains(URI.create("https://api.github.com/user"));
        assertThat(Json.write(github.options().scopes())).isEqualTo("[]");
    }
}
