package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sign-in ends where it was asked to, on this origin. */
final class ReturnToJourneyTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example", "/%2fevil.example", ""})
    void refusesAnotherOrigin(String text) {
        Reply reply = scene.call(RequestBuilder.get("/api/auth/fake").query("returnTo", text));
        assertThat(OAuthScene.code(reply)).isEqualTo("REQUEST_MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/orders",
                "/orders/",
                "/orders?page=2&q=a%20b",
                "/caf%C3%A9",
                "/a@b:c",
                "/go?to=https://elsewhere.example//x",
                "/.well-known/x"
            })
    void returnsTo(String path) {
        Browser browser = scene.browser();
        Reply begun =
                browser.keep(scene.call(RequestBuilder.get("/api/auth/fake").query("returnTo", path)));
        Reply reply = browser.callback(scene.fake.authorize(Browser.location(begun), "ada"));
        URI location = Browser.location(reply);
        assertThat(location).isEqualTo(URI.create("https://app.example" + path));
        assertThat(location.getAuthority()).isEqualTo("app.example");
    }

    @Test
    void whatTheProviderSaysIsNeverAReturnPath() {
        Browser browser = scene.browser();
        var answer = scene.fake.authorize(browser.begin(), "ada");
        answer.put("returnTo", "https://evil.example");
        assertThat(Browser.location(browser.callback(answer))).isEqualTo(URI.create("https://app.example/"));
    }
}
