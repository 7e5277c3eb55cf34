package io.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.Decision;
import io.gatehouse.Identity;
import io.gatehouse.Outcome;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.FakeAuthenticator;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.SameAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginEndpointsTest {

    private final ListedLogins tokens = new ListedLogins("token")
            .with("t1", "ada", 1, "refresh-t1")
            .with("t2", "ada", 2, "refresh-t2")
            .with("t3", "grace", 3, "refresh-t3");
    private final ListedLogins sessions =
            new ListedLogins("session").with("s1", "ada", 4, "").with("s2", "grace", 5, "");
    private final List<AuthEvent> events = new ArrayList<>();
    private final AuthEngine engine = AuthEngine.builder()
            .use(FakeAuthenticator.ofHeader("token", "X-Token")
                    .with("ada", () -> Outcome.authenticated(identity("token").withLoginId("t1")))
                    .with(
                            "foreign",
                            () -> Outcome.authenticated(
                                    identity("token").withLoginId("t1").withIssuer("https://issuer.example"))))
            .use(FakeAuthenticator.ofHeader("key", "X-Key").with("ada", () -> Outcome.authenticated(identity("key"))))
            .use(FakeAuthenticator.ofCookie("cookie", "c")
                    .with("ada", () -> Outcome.authenticated(identity("cookie").withLoginId("s1"))))
            .use(LoginEndpoints.of(id -> Optional.empty(), tokens, sessions))
            .listener(events::add)
            .build();

    @Nested
    class Listing {
        @Test
        void showsOnesOwnLoginsOfEveryKindNewestFirst() throws Exception {
            List<?> list =
                    (List<?>) Json.parse(send(token("GET", "/sessions")).body().getBytes(StandardCharsets.UTF_8));
            assertThat(list)
                    .extracting(login -> ((JsonObject) login).members().get("id"))
                    .containsExactly("s1", "t2", "t1");
            assertThat(list)
                    .extracting(login -> ((JsonObject) login).members().get("current"))
                    .containsExactly(false, false, true);
            assertThat(((JsonObject) list.get(0)).members().keySet())
                    .containsExactly(
                            "id", "kind", "current", "createdAt", "lastSeenAt", "expiresAt", "address", "userAgent");
        }
    }

    @Nested
    class EndingOne {
        @ParameterizedTest
        @ValueSource(strings = {"t1", "t2", "s1"})
        void endsOnesOwn(String id) {
            assertThat(send(token("DELETE", "/sessions/" + id)).status()).isEqualTo(204);
            assertThat(live()).doesNotContain(id).hasSize(4);
            assertThat(events).extracting(AuthEvent::type).containsExactly(AuthEvent.Type.LOGOUT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"t3", "s2", "t9", "T1", "ada", "t1%", "*", "refresh-t1"})
        void answersSomebodyElsesLikeNone(String id) {
            Reply reply = send(token("DELETE", "/sessions/" + id));
            assertThat(reply.status()).isEqualTo(404);
            assertThat(SameAnswer.of(reply)).isEqualTo(SameAnswer.of(send(token("DELETE", "/sessions/never"))));
            assertThat(live()).containsExactly("s1", "s2", "t1", "t2", "t3");
        }

        @Test
        void answersASecondTimeLikeNone() {
            assertThat(send(token("DELETE", "/sessions/t2")).status()).isEqualTo(204);
            assertThat(send(token("DELETE", "/sessions/t2")).status()).isEqualTo(404);
        }

        @Test
        void endsNothingWithAnEmptyId() {
            Decision decision = engine.decide(token("DELETE", "/sessions/").build(), Requirement.anyone());
            assertThat(decision).as("no endpoint").isInstanceOf(Decision.Allow.class);
            assertThat(live()).hasSize(5);
            assertThat(events).isEmpty();
        }
    }

    @Test
    void endsAllOthersOfTheAccount() {
        assertThat(send(token("DELETE", "/sessions")).status()).isEqualTo(204);
        assertThat(live()).containsExactly("s2", "t1", "t3");
    }

    @ParameterizedTest
    @CsvSource({"GET,/sessions", "DELETE,/sessions", "DELETE,/sessions/t1", "POST,/logout"})
    void needsALoginOfOurs(String method, String path) {
        assertThat(send(request(method, path).header("X-Key", "ada")).status()).isEqualTo(403);
        assertThat(send(request(method, path).header("X-Token", "foreign")).status())
                .isEqualTo(403);
        assertThat(send(request(method, path)).status()).isEqualTo(401);
        assertThat(live()).hasSize(5);
        assertThat(events).noneMatch(event -> event.type() == AuthEvent.Type.LOGOUT);
    }

    @Nested
    class Logout {
        @Test
        void endsTheLoginOfTheToken() {
            assertThat(send(token("POST", "/logout")).status()).isEqualTo(204);
            assertThat(live()).containsExactly("s1", "s2", "t2", "t3");
            assertThat(events).extracting(event -> event.subject().orElse("")).containsExactly("ada");
        }

        @Test
        void endsTheLoginOfTheCookie() {
            RequestBuilder request =
                    request("POST", "/logout").cookie("c", "ada").header("Sec-Fetch-Site", "same-origin");
            assertThat(send(request).status()).isEqualTo(204);
            assertThat(live()).containsExactly("s2", "t1", "t2", "t3");
        }

        @Test
        void endsNothingForAnotherSite() {
            RequestBuilder request =
                    request("POST", "/logout").cookie("c", "ada").header("Sec-Fetch-Site", "cross-site");
            assertThat(send(request).status()).isEqualTo(403);
            RequestBuilder byBody = request("POST", "/logout").json(Map.of("refreshToken", "refresh-t1"));
            assertThat(send(byBody.header("Origin", "https://evil.example")).status())
                    .isEqualTo(403);
            assertThat(live()).hasSize(5);
        }

        @Test
        void endsAllLoginsOfTheAccountEverywhere() {
            assertThat(send(token("POST", "/logout").json(Map.of("everywhere", true)))
                            .status())
                    .isEqualTo(204);
            assertThat(live()).containsExactly("s2", "t3");
        }

        @Test
        void endsOneLoginWithoutEverywhere() {
            assertThat(send(token("POST", "/logout").json(Map.of("everywhere", false)))
                            .status())
                    .isEqualTo(204);
            assertThat(live()).hasSize(4);
        }

        @Test
        void endsTheLoginOfARefreshTokenAlone() {
            assertThat(send(request("POST", "/logout").json(Map.of("refreshToken", "refresh-t2")))
                            .status())
                    .isEqualTo(204);
            assertThat(live()).containsExactly("s1", "s2", "t1", "t3");
        }

        @Test
        void endsOnlyThatLoginOfAnotherAccountWhoseRefreshTokenIsShown() {
            RequestBuilder request = token("POST", "/logout").json(Map.of("refreshToken", "refresh-t3"));
            assertThat(send(request).status()).isEqualTo(204);
            assertThat(live()).containsExactly("s1", "s2", "t2");
            assertThat(events).extracting(event -> event.subject().orElse("")).containsExactly("grace", "ada");
        }

        @Test
        void answersAnUnknownRefreshTokenLikeAKnownOne() {
            Reply known = send(request("POST", "/logout").json(Map.of("refreshToken", "refresh-t1")));
            Reply again = send(request("POST", "/logout").json(Map.of("refreshToken", "refresh-t1")));
            Reply unknown = send(request("POST", "/logout").json(Map.of("refreshToken", "")));
            assertThat(List.of(again.status(), again.headers(), again.body()))
                    .isEqualTo(List.of(known.status(), known.headers(), known.body()))
                    .isEqualTo(List.of(unknown.status(), unknown.headers(), unknown.body()));
        }

        @Test
        void succeedsAgain() {
            assertThat(send(token("POST", "/logout")).status()).isEqualTo(204);
            assertThat(send(token("POST", "/logout")).status()).isEqualTo(204);
        }

        @Test
        void ignoresARefreshTokenBesideAnApiKey() {
            RequestBuilder request = request("POST", "/logout").header("X-Key", "ada");
            assertThat(send(request.json(Map.of("refreshToken", "refresh-t1"))).status())
                    .isEqualTo(403);
            assertThat(live()).hasSize(5);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ | 400",
                    "[] | 400",
                    "{\"everywhere\":\"yes\"} | 400",
                    "{\"everywhere\":1} | 400",
                    "{\"refreshToken\":1} | 400",
                    "{\"refreshToken\":[]} | 400",
                    "{\"everywhere\":true,\"everywhere\":false} | 400",
                    "{\"everywhere\":null} | 204",
                    "{\"other\":1} | 204"
                })
        void endsNothingWithABodyThatIsMalformed(String body, int status) {
            assertThat(send(token("POST", "/logout").body("application/json", body))
                            .status())
                    .isEqualTo(status);
            assertThat(live()).hasSize(status == 204 ? 4 : 5);
        }

        @Test
        void endsNothingWithABodyThatIsNoJson() {
            assertThat(send(token("POST", "/logout").body("text/plain", "{}")).status())
                    .isEqualTo(415);
            assertThat(live()).hasSize(5);
        }
    }

    @Test
    void canBeMoved() {
        AuthEngine moved = AuthEngine.builder()
                .use(LoginEndpoints.of(id -> Optional.empty()).withBasePath("/auth"))
                .build();
        assertThat(moved.describe())
                .containsExactly(
                        "GET /auth/me = signed in",
                        "POST /auth/logout = anyone",
                        "GET /auth/sessions = login",
                        "DELETE /auth/sessions = login",
                        "DELETE /auth/sessions/{id} = login",
                        "everything else = signed in");
    }

    private List<String> live() {
        List<String> ids = new ArrayList<>();
        ids.addAll(tokens.ids());
        ids.addAll(sessions.ids());
        ids.sort(Comparator.naturalOrder());
        return ids;
    }

    private Reply send(RequestBuilder request) {
        return engine.decide(request.build(), Requirement.anyone())
                .match(
                        allow -> {
                            throw new AssertionError("let through");
                        },
                        Decision.Answer::reply);
    }

    private static RequestBuilder request(String method, String path) {
        return RequestBuilder.of(method, LoginEndpoints.DEFAULT_BASE_PATH + path);
    }

    private static RequestBuilder token(String method, String path) {
        return request(method, path).header("X-Token", "ada");
    }

    private static Identity identity(String scheme) {
        return Identity.of("ada", scheme, Instant.EPOCH);
    }
}
