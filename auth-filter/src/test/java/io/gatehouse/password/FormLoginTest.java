package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Decision;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs in by an HTML form. */
final class FormLoginTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final PasswordWorld world = new PasswordWorld();

    private Reply send(RequestBuilder request) {
        AuthEngine engine = AuthEngine.builder()
                .use(FormLogin.of(
                        PasswordVerifier.of(world.passwords, world.accounts, world.hashing, world.throttle),
                        (account, it) -> Reply.json(200, Map.of("secret", "value"))
                                .withCookie(new SetCookie(
                                        "__Host-session",
                                        account.id(),
                                        Optional.empty(),
                                        SetCookie.SameSite.LAX,
                                        true)),
                        new ReturnTo("/login"),
                        new ReturnTo("/home")))
                .clock(world.clock)
                .listener(world.events::add)
                .build();
        return ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
    }

    private static String body(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static RequestBuilder request(String body) {
        return RequestBuilder.post("/api/auth/form")
                .header("Sec-Fetch-Site", "same-origin")
                .body(FORM, body);
    }

    private Reply login(String email, String password, String returnTo) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("email", email);
        fields.put("password", password);
        if (!returnTo.isEmpty()) {
            fields.put("returnTo", returnTo);
        }
        return send(request(body(fields)));
    }

    private static void assertSentTo(Reply reply, String path) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        assertThat(reply.headers()).containsEntry("Location", List.of(path));
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void endsWithACookieWhereTheFormSays() {
        Reply reply = login("ada@example.com", PASSWORD, "/orders?page=2");
        assertSentTo(reply, "/orders?page=2");
        assertThat(reply.cookies())
                .extracting(SetCookie::name)
                .containsExactly("__Host-session", "__Host-gatehouse-device");
        assertThat(world.events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.LOGIN);
    }

    @Test
    void endsAtHomeIfTheFormDoesNotSay() {
        assertSentTo(login("ada@example.com", PASSWORD, ""), "/home");
    }

    @ParameterizedTest
    @CsvSource({"ada@example.com, wrong", "nobody@example.com, wrong", "bob@example.com, " + PASSWORD})
    void goesBackToThePageWithOneAnswerForWhateverIsWrong(String email, String password) {
        Reply reply = login(email, password, "/orders");
        assertSentTo(reply, "/login?problem=LOGIN_FAILED&returnTo=%2Forders");
        assertThat(reply.cookies()).isEmpty();
        assertThat(world.events).extracting(AuthEvent::code).containsExactly(Optional.of("LOGIN_FAILED"));
    }

    @Test
    void tellsThePageWhenItIsThrottled() {
        for (int i = 0; i < 30; i++) {
            login("ada@example.com", "wrong", "");
        }
        Reply reply = login("ada@example.com", PASSWORD, "");
        assertSentTo(reply, "/login?problem=LOGIN_THROTTLED");
        assertThat(reply.cookies()).isEmpty();
    }

    @Test
    void withoutSameSiteProofNothingIsJudged() {
        String body = body(Map.of("email", "ada@example.com", "password", PASSWORD));
        int hashes = world.hashesDuring(() -> {
            Reply reply = send(RequestBuilder.post("/api/auth/form").body(FORM, body));
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.body()).contains("CSRF_REFUSED");
        });
        assertThat(hashes).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void anotherSiteSignsNobodyIn(String site) {
        String body = body(Map.of("email", "ada@example.com", "password", PASSWORD));
        Reply reply = send(RequestBuilder.post("/api/auth/form")
                .header("Sec-Fetch-Site", site)
                .body(FORM, body));
        assertThat(reply.body()).contains("CSRF_REFUSED");
        assertThat(reply.cookies()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example"})
    void neverEndsOnAnotherOrigin(String returnTo) {
        Reply reply = login("ada@example.com", PASSWORD, returnTo);
        assertThat(reply.body()).contains("REQUEST_MALFORMED");
        assertThat(reply.headers()).doesNotContainKey("Location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "email=ada%40example.com",
                "email=a&email=b&password=c",
                "email=a&password=%zz",
                "email=a&password=%FF",
                "email=a&password=%+1"
            })
    void refusesWhatIsNoSuchForm(String body) {
        assertThat(send(request(body)).body()).contains("REQUEST_MALFORMED");
    }

    @Test
    void takesFormsOnlyAndNoLongOnes() {
        Reply json = send(RequestBuilder.post("/api/auth/form")
                .header("Sec-Fetch-Site", "same-origin")
                .json(Map.of("email", "ada@example.com", "password", PASSWORD)));
        assertThat(json.status()).isEqualTo(415);
        assertThat(send(request("email=a&password=" + "x".repeat(16 * 1024))).status())
                .isEqualTo(413);
    }

    @Test
    void whatTheGrantAnswersBesidesTheCookieStaysHere() {
        Reply reply = login("ada@example.com", PASSWORD, "");
        assertThat(reply.toString() + reply.headers() + reply.body()).doesNotContain("secret");
    }
}
