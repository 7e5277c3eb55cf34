package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a login ends: never on another origin. */
final class ReturnPathTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/%5cevil.example",
                "/%2fevil.example",
                "/%2F/evil.example",
                "/.//evil.example",
                "/..//evil.example",
                "/a/..//evil.example",
                "/%2e%2e//evil.example",
                "/a//evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/%09/evil.example",
                "/%0d%0aSet-Cookie:a=b",
                "\r\nLocation: https://evil.example",
                " //evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                ".evil.example",
                ":443@evil.example",
                "",
                "?a",
                "#a",
                "/a#b",
                "/\u2215evil.example",
                "/\uff0fevil.example",
                "/%zz",
                "/a b"
            })
    void refuses(String text) {
        assertThat(ReturnPath.parse(text)).isEmpty();
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
    void isNoLongerThanAnAddressMayBe() {
        assertThat(ReturnPath.parse("/" + "a".repeat(ReturnPath.MAX_LENGTH))).isEmpty();
        assertThat(ReturnPath.parse("/" + "a".repeat(ReturnPath.MAX_LENGTH - 1)))
                .isPresent();
    }

    @Test
    void whatTheProviderSaysIsNeverAReturnPath() {
        Browser browser = scene.browser();
        var answer = scene.fake.authorize(browser.begin(), "ada");
        answer.put("returnTo", "https://evil.example");
        assertThat(Browser.location(browser.callback(answer))).isEqualTo(URI.create("https://app.example/"));
    }
}
