package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.testkit.RequestBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a browser is sent that must sign in first. */
final class LoginPageTest {
    private final AuthEngine engine = AuthEngine.builder()
            .protect("/account/*", Requirement.anyone())
            .protect("/nobody", Requirement.nobody())
            .loginPage("/account/")
            .build();

    @Test
    void sendsABrowserThereWithTheWayBack() {
        Reply reply = reply(RequestBuilder.get("/orders/7").header("Sec-Fetch-Mode", "navigate"));
        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.headers().get("Location")).containsExactly("/account/?returnTo=%2Forders%2F7");
        assertThat(reply.headers()).containsEntry("Cache-Control", List.of("no-store"));
    }

    @Test
    void sendsABrowserThereThatSaysNothingButWantsHtml() {
        Reply reply = reply(RequestBuilder.get("/orders").header("Accept", "text/html,application/xhtml+xml"));
        assertThat(reply.status()).isEqualTo(303);
    }

    @Test
    void tellsEveryOtherClientWhereItIs() {
        for (RequestBuilder request : List.of(
                RequestBuilder.get("/orders"),
                RequestBuilder.get("/orders").header("Accept", "application/json, text/html"),
                RequestBuilder.get("/orders").header("Accept", "*/*"),
                RequestBuilder.get("/orders").header("Sec-Fetch-Mode", "cors").header("Accept", "text/html"),
                RequestBuilder.post("/orders").header("Sec-Fetch-Mode", "navigate"),
                RequestBuilder.post("/orders").header("Accept", "text/html"))) {
            Reply reply = reply(request);
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.body()).contains("\"loginUri\":\"/account/\"");
            assertThat(reply.headers()).containsKey("WWW-Authenticate");
        }
    }

    @Test
    void wayBackIsAlwaysAPathOfThisOrigin() {
        for (String path : List.of("//evil.example", "/\\evil.example", "/a?b=c&d", "/é\n", "/a#b")) {
            Reply reply = reply(RequestBuilder.get(path).header("Sec-Fetch-Mode", "navigate"));
            String location = reply.headers().get("Location").get(0);
            assertThat(location).startsWith("/account/?returnTo=%2F");
            assertThat(location.substring("/account/?returnTo=".length()))
                    .as(path)
                    .matches("[A-Za-z0-9%._*+-]+");
        }
    }

    @Test
    void leavesOutAWayBackThatIsTooLong() {
        Reply reply = reply(RequestBuilder.get("/" + "a".repeat(3000)).header("Sec-Fetch-Mode", "navigate"));
        assertThat(reply.headers().get("Location")).containsExactly("/account/");
    }

    @Test
    void isOfNoUseWhereSigningInDoesNotHelp() {
        Reply reply = reply(RequestBuilder.of("TRACE", "/orders").header("Sec-Fetch-Mode", "navigate"));
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.body()).doesNotContain("loginUri");
    }

    @Test
    void mustBeOpenItself() {
        assertThatThrownBy(() -> AuthEngine.builder().loginPage("/login").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the login page /login needs sign-in itself: open it by a rule");
        assertThatThrownBy(() -> AuthEngine.builder()
                        .protect("/login", Requirement.role("admin"))
                        .loginPage("/login")
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mustBeAPathOfTheApplication() {
        for (String path :
                List.of("", "login", "//evil.example/", "https://evil.example/", "/a/*", "/{x}", "/a?b", "/a#b")) {
            assertThatThrownBy(() -> AuthEngine.builder().loginPage(path))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Reply reply(RequestBuilder request) {
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }
}
