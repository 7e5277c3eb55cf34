package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.Account;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryOneTimeCodeStore;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OAuth 2.0 for Native Apps: sign-in in the system's browser, ending in a one-time code. */
final class Rfc8252Test {
    private static final String REDIRECT = "com.example.app:/signed-in";
    // RFC 7636 appendix B
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final Browser browser = scene.browser();

    @BeforeEach
    void registerApps() {
        scene.useExtras(it -> it.withBackChannelLogout(scene.sessions, new MemoryAttemptStore(), scene.logins)
                .withNativeApps(
                        new MemoryOneTimeCodeStore(),
                        scene.accounts,
                        (account, request) -> Reply.json(200, Map.of("accessToken", "of " + account.id()))
                                .withLogin(account.id(), "login-9"),
                        new NativeApp("app", URI.create(REDIRECT)),
                        new NativeApp("desktop", URI.create("http://127.0.0.1/in"))));
    }

    private static Map<String, String> asked() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("clientId", "app");
        query.put("redirectUri", REDIRECT);
        query.put("state", "the app's state");
        query.put("codeChallenge", CHALLENGE);
        query.put("codeChallengeMethod", "S256");
        return query;
    }

    private Reply start(Map<String, String> query) {
        RequestBuilder request = browser.with(RequestBuilder.get("/api/auth/fake"));
        query.forEach(request::query);
        return browser.keep(scene.call(request));
    }

    private Reply signIn(Map<String, String> query) {
        return browser.callback(scene.fake.authorize(Browser.location(start(query)), "ada"));
    }

    private String code() {
        return Browser.query(Browser.location(signIn(asked()))).get("code");
    }

    private static Map<String, Object> exchange(String code) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("clientId", "app");
        body.put("redirectUri", REDIRECT);
        body.put("code", code);
        body.put("codeVerifier", VERIFIER);
        return body;
    }

    private Reply exchange(Map<String, Object> body) {
        return scene.call(RequestBuilder.post("/api/auth/code").json(body));
    }

    private void assertInvalid(Reply reply, String reason) {
        assertThat(OAuthScene.code(reply)).isEqualTo("LOGIN_CODE_INVALID");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(scene.reason()).contains(reason);
    }

    @Nested
    class InTheBrowser {
        @Test
        void endsInACodeForTheAppAndInNoCookie() {
            Reply reply = signIn(asked());
            assertThat(reply.status()).isEqualTo(303);
            assertThat(Browser.location(reply).toString()).startsWith(REDIRECT + "?code=gc_");
            assertThat(Browser.query(Browser.location(reply)))
                    .containsEntry("state", "the app's state")
                    .containsOnlyKeys("code", "state");
            assertThat(browser.cookies).isEmpty();
            assertThat(reply.headers()).containsEntry("Referrer-Policy", List.of("no-referrer"));
            assertThat(scene.events).extracting(AuthEvent::type).doesNotContain(AuthEvent.Type.LOGIN);
        }

        @ParameterizedTest
        @CsvSource({
            "clientId, other, clientId",
            "redirectUri, com.example.app:/signed-in/, redirectUri",
            "redirectUri, https://evil.example, redirectUri",
            "redirectUri, com.example.app:/signed-in?a=b, redirectUri",
            "state, '', state",
            "codeChallengeMethod, plain, codeChallenge",
            "codeChallenge, short, codeChallenge"
        })
        void refusesWhatIsNotTheAppsAndSendsNobodyThere(String name, String value, String named) {
            Map<String, String> query = asked();
            query.put(name, value);
            Reply reply = start(query);
            assertThat(OAuthScene.code(reply)).isEqualTo("REQUEST_MALFORMED");
            assertThat(reply.body()).contains("\\\"" + named + "\\\"");
            assertThat(reply.headers()).doesNotContainKey("Location");
        }

        @ParameterizedTest
        @ValueSource(strings = {"redirectUri", "state", "codeChallenge", "codeChallengeMethod"})
        void needsEveryParameter(String name) {
            Map<String, String> query = asked();
            query.remove(name);
            assertThat(OAuthScene.code(start(query))).isEqualTo("REQUEST_MALFORMED");
        }

        @Test
        void tellsTheAppThatThePersonRefused() {
            Map<String, String> answer = scene.fake.authorize(Browser.location(start(asked())), "ada");
            answer.remove("code");
            answer.put("error", "access_denied");
            Reply reply = browser.callback(answer);
            assertThat(reply.status()).isEqualTo(303);
            assertThat(Browser.location(reply))
                    .isEqualTo(URI.create(REDIRECT + "?error=access_denied&state=the+app%27s+state"));
            assertThat(scene.events.get(scene.events.size() - 1).code()).contains("PROVIDER_REFUSED");
        }

        @Test
        void tellsTheAppThatTheProviderIsDown() {
            Map<String, String> answer = scene.fake.authorize(Browser.location(start(asked())), "ada");
            scene.fake.answers(FakeProvider.TOKEN, FakeProvider.typed(503, "text/html", ""));
            assertThat(Browser.query(Browser.location(browser.callback(answer))))
                    .containsEntry("error", "temporarily_unavailable")
                    .doesNotContainKey("code");
        }

        @Test
        void theProviderAsksThePersonForAnyProgramCouldBeginALogin() {
            assertThat(Browser.query(Browser.location(start(asked())))).containsEntry("prompt", "select_account");
            assertThat(Browser.query(browser.begin())).doesNotContainKey("prompt");
        }

        @Test
        void tellsTheAppThatAStoreIsDown() {
            Map<String, String> answer = scene.fake.authorize(Browser.location(start(asked())), "ada");
            scene.linker = person -> {
                throw new StoreUnavailableException("down");
            };
            assertThat(Browser.query(Browser.location(browser.callback(answer))))
                    .containsEntry("error", "temporarily_unavailable");
        }

        @Test
        void anAnswerOfNoKnownLoginTellsNoAppAnything() {
            Reply reply = browser.callback(Map.of("state", "unknown", "code", "x"));
            assertThat(OAuthScene.code(reply)).isEqualTo("LOGIN_STATE_INVALID");
        }

        @Test
        void withoutAppsTheirParametersAreRefused() {
            scene.useExtras(it -> it);
            assertThat(OAuthScene.code(start(asked()))).isEqualTo("REQUEST_MALFORMED");
        }
    }

    @Nested
    class Section73 {
        @ParameterizedTest
        @ValueSource(strings = {"http://127.0.0.1:49152/in", "http://127.0.0.1:1/in", "http://127.0.0.1/in"})
        void aLoopbackAddressMayHaveAnyPort(String address) {
            Map<String, String> query = asked();
            query.put("clientId", "desktop");
            query.put("redirectUri", address);
            assertThat(Browser.location(signIn(query)).toString()).startsWith(address + "?code=");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://127.0.0.1:49152/other",
                    "http://127.0.0.1:49152/in?x",
                    "http://127.0.0.1:0/in",
                    "http://127.0.0.1:65536/in",
                    "http://127.0.0.1:/in",
                    "http://127.0.0.1:1@evil.example/in",
                    "http://127.0.0.1:1.evil.example/in",
                    "http://127.0.0.1.evil.example/in",
                    "http://localhost:49152/in",
                    "https://127.0.0.1:49152/in"
                })
        void butNothingElse(String address) {
            Map<String, String> query = asked();
            query.put("clientId", "desktop");
            query.put("redirectUri", address);
            assertThat(OAuthScene.code(start(query))).isEqualTo("REQUEST_MALFORMED");
        }
    }

    @Nested
    class Exchange {
        @Test
        void givesTokens() {
            Reply reply = exchange(exchange(code()));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("of u-1");
            assertThat(scene.events).extracting(AuthEvent::type).contains(AuthEvent.Type.LOGIN);
        }

        @Test
        void theProviderCanEndTheLogin() {
            scene.fake.claims(claims -> claims.put("sid", "sid-1"));
            exchange(exchange(code()));
            assertThat(scene.sessions.findBySid(scene.fake.issuer(), "sid-1"))
                    .extracting(ProviderSession::loginId)
                    .containsExactly(Optional.of("login-9"));
        }

        @Test
        void aLogoutByTheProviderReachesAlsoWhatIsNotYetExchanged() {
            scene.fake.claims(claims -> claims.put("sid", "sid-1"));
            Map<String, Object> body = exchange(code());
            scene.sessions
                    .findBySid(scene.fake.issuer(), "sid-1")
                    .forEach(session -> scene.sessions.delete(session.id()));
            assertInvalid(exchange(body), "ended the session meanwhile");
        }

        @Test
        void countsOnce() {
            Map<String, Object> body = exchange(code());
            exchange(body);
            assertInvalid(exchange(body), "used up");
        }

        @Test
        void countsOnceAlsoForManyAtOnce() {
            Map<String, Object> body = exchange(code());
            List<Reply> replies = Race.run(() -> exchange(body));
            assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        }

        @Test
        void isOverAfterAMinute() {
            Map<String, Object> body = exchange(code());
            scene.clock.advance(Duration.ofSeconds(60));
            assertInvalid(exchange(body), "expired");
        }

        @ParameterizedTest
        @CsvSource({
            "codeVerifier, EBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk, verifier",
            "codeVerifier, '', verifier",
            "codeVerifier, " + CHALLENGE + ", verifier",
            "clientId, desktop, another app",
            "redirectUri, http://127.0.0.1/in, another app"
        })
        void whatDoesNotFitUsesTheCodeUp(String name, String value, String reason) {
            Map<String, Object> good = exchange(code());
            Map<String, Object> bad = new LinkedHashMap<>(good);
            bad.put(name, value);
            assertInvalid(exchange(bad), reason);
            assertInvalid(exchange(good), "used up");
        }

        @Test
        void needsTheSecretPartToo() {
            String code = code();
            assertInvalid(exchange(exchange(code.substring(0, code.indexOf('.') + 1) + "A".repeat(43))), "unknown");
        }

        @Test
        void aDisabledAccountGetsNoTokens() {
            Map<String, Object> body = exchange(code());
            scene.accounts.put(new Account("u-1", "ada@example.com", Set.of(), Set.of(), false));
            assertInvalid(exchange(body), "disabled");
        }
    }

    @Nested
    class Registration {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://app.example/in",
                    "http://localhost/in",
                    "app:/in",
                    "javascript:alert(1)",
                    "com.example.app:opaque",
                    "https://app.example/in?a=b",
                    "https://app.example/in#a",
                    "https://user@app.example/in",
                    "/in"
                })
        void refusesAddressesThatOthersCouldRead(String address) {
            assertThatIllegalArgumentException().isThrownBy(() -> new NativeApp("app", URI.create(address)));
        }

        @Test
        void takesHttps() {
            assertThat(new NativeApp("app", URI.create("https://app.example/in")).owns("https://app.example/in"))
                    .isTrue();
        }
    }

    @Nested
    class ErrorPage {
        @Test
        void browsersGoToThePageThatTellsWhatWentWrong() {
            scene.useExtras(it -> it.withErrorPage(new ReturnTo("/account/?a=b")));
            Reply reply = scene.call(RequestBuilder.get("/api/auth/fake/callback")
                    .query("state", "x")
                    .header("Sec-Fetch-Mode", "navigate"));
            assertThat(reply.status()).isEqualTo(303);
            assertThat(Browser.location(reply))
                    .isEqualTo(URI.create("https://app.example/account/?a=b&problem=LOGIN_STATE_INVALID"));
            assertThat(reply.headers()).containsEntry("Referrer-Policy", List.of("no-referrer"));
            assertThat(scene.events.get(scene.events.size() - 1).code()).contains("LOGIN_STATE_INVALID");
        }

        @Test
        void alsoWhenTheProviderIsDownAtTheStartOrAStoreAtTheEnd() {
            scene.useExtras(it -> it.withErrorPage(new ReturnTo("/account/")));
            Map<String, String> answer = scene.fake.authorize(browser.begin(), "ada");
            scene.linker = person -> {
                throw new StoreUnavailableException("down");
            };
            RequestBuilder callback =
                    browser.with(RequestBuilder.get("/api/auth/fake/callback")).header("Sec-Fetch-Mode", "navigate");
            answer.forEach(callback::query);
            Reply down = scene.call(callback);
            assertThat(Browser.location(down).getQuery()).isEqualTo("problem=UNAVAILABLE");
            assertThat(down.headers()).containsEntry("Referrer-Policy", List.of("no-referrer"));
            scene.fake.answers(FakeProvider.METADATA, FakeProvider.typed(503, "text/html", ""));
            scene.restart();
            Reply start = scene.call(RequestBuilder.get("/api/auth/fake").header("Sec-Fetch-Mode", "navigate"));
            assertThat(Browser.location(start).getQuery()).isEqualTo("problem=PROVIDER_UNAVAILABLE");
        }

        @Test
        void otherClientsGetTheProblem() {
            scene.useExtras(it -> it.withErrorPage(new ReturnTo("/account/")));
            Reply reply =
                    scene.call(RequestBuilder.get("/api/auth/fake/callback").query("state", "x"));
            assertThat(reply.status()).isEqualTo(400);
        }
    }
}
