package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9700, the best practice of OAuth security: what an attacker could do with the answer of a provider. */
final class Rfc9700Test {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;

    private void assertNothingSent() {
        assertThat(scene.tokenRequests()).isZero();
    }

    private static Map<String, String> with(Map<String, String> answer, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(answer);
        changed.put(name, value);
        return changed;
    }

    @Nested
    class Section47CrossSiteRequestForgery {
        @Test
        void anAnswerWithoutStateIsRefused() {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            answer.remove("state");
            scene.assertRefused(browser.callback(answer), "LOGIN_STATE_INVALID");
            assertNothingSent();
        }

        @Test
        void anAnswerToALoginOfAnotherBrowserIsRefused() {
            Browser attacker = scene.browser();
            Map<String, String> answer = fake.authorize(attacker.begin(), "mallory");
            Browser victim = scene.browser();
            victim.begin();
            scene.assertRefused(victim.callback(answer), "LOGIN_STATE_INVALID");
            assertNothingSent();
        }

        @Test
        void anotherLoginsCookieUnderTheRightNameIsRefused() {
            Browser attacker = scene.browser();
            Map<String, String> answer = fake.authorize(attacker.begin(), "mallory");
            String name = attacker.cookies.keySet().iterator().next();
            Browser victim = scene.browser();
            victim.begin();
            victim.cookies.put(name, victim.cookies.values().iterator().next());
            scene.assertRefused(victim.callback(answer), "LOGIN_STATE_INVALID");
            assertThat(scene.reason()).contains("another browser");
            assertNothingSent();
        }

        @Test
        void twoCookiesOfTheNameAreRefused() {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            var request = browser.with(RequestBuilder.get("/api/auth/fake/callback"));
            browser.cookies.forEach(request::cookie);
            answer.forEach(request::query);
            scene.assertRefused(scene.call(request), "LOGIN_STATE_INVALID");
            assertNothingSent();
        }

        @Test
        void withoutACookieTheStoreIsNotEvenAsked() {
            RecordingPendingLogins store = new RecordingPendingLogins(login -> {});
            scene.pendingLogins = store;
            scene.restart();
            Map<String, String> answer = fake.authorize(scene.browser().begin(), "ada");
            scene.assertRefused(scene.browser().callback(answer), "LOGIN_STATE_INVALID");
            assertThat(store.consumed).hasValue(0);
        }

        @Test
        void anAnswerCountsOnce() {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            Map<String, String> cookies = Map.copyOf(browser.cookies);
            OAuthScene.assertSignedIn(browser.callback(answer));
            browser.cookies.putAll(cookies);
            scene.assertRefused(browser.callback(answer), "LOGIN_STATE_INVALID");
            assertThat(scene.tokenRequests()).isEqualTo(1);
        }

        @Test
        void ofManyAnswersAtOnceOneCounts() {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            List<Reply> replies = Race.run(() -> {
                var request = browser.with(RequestBuilder.get("/api/auth/fake/callback"));
                answer.forEach(request::query);
                return scene.call(request);
            });
            assertThat(replies).filteredOn(reply -> reply.status() == 303).hasSize(1);
            assertThat(scene.tokenRequests()).isEqualTo(1);
        }

        @Test
        void aRefusedAnswerUsesTheLoginUpToo() {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            scene.assertRefused(browser.callback(with(answer, "error", "access_denied")), "PROVIDER_REFUSED");
            scene.assertRefused(browser.callback(answer), "LOGIN_STATE_INVALID");
            assertNothingSent();
        }

        @Test
        void anAnswerAfterTenMinutesIsTooLate() {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            scene.clock.advance(LoginStart.LIFETIME);
            scene.assertRefused(browser.callback(answer), "LOGIN_STATE_INVALID");
            assertNothingSent();
        }

        @Test
        void theCookieIsClearedAtTheEnd() {
            Browser browser = scene.browser();
            OAuthScene.assertSignedIn(browser.signIn("ada"));
            assertThat(browser.cookies).containsOnlyKeys("__Host-session");
        }
    }

    @Nested
    class SeveralTabs {
        @Test
        void allFinishInAnyOrder() {
            Browser browser = scene.browser();
            List<Map<String, String>> answers = new ArrayList<>();
            for (int i = 0; i < LoginCookies.MAX_AT_ONCE; i++) {
                answers.add(fake.authorize(browser.begin(), "ada"));
            }
            Collections.reverse(answers);
            for (Map<String, String> answer : answers) {
                OAuthScene.assertSignedIn(browser.callback(answer));
            }
        }

        @Test
        void begunAtOnceAllFinish() {
            Browser browser = scene.browser();
            List<Reply> replies = new ArrayList<>(
                    List.of(scene.browser().start("fake"), scene.browser().start("fake")));
            replies.forEach(browser::keep);
            for (Reply reply : replies) {
                OAuthScene.assertSignedIn(browser.callback(fake.authorize(Browser.location(reply), "ada")));
            }
        }

        @Test
        void cookiesOfStrangeNamesAreLeftAlone() {
            Browser browser = scene.browser();
            for (int i = 0; i < 2 * LoginCookies.MAX_AT_ONCE; i++) {
                browser.cookies.put("__Host-gatehouse-login-(\u0007aaaaaaaaaaaa" + (char) ('a' + i), "1.x");
            }
            Reply reply = browser.start("fake");
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.cookies()).hasSize(1);
        }

        @Test
        void theOldestOfTooManyGo() {
            Browser browser = scene.browser();
            browser.cookies.put("theme", "dark");
            List<Map<String, String>> answers = new ArrayList<>();
            for (int i = 0; i < LoginCookies.MAX_AT_ONCE + 3; i++) {
                answers.add(fake.authorize(browser.begin(), "ada"));
                scene.clock.advance(Duration.ofSeconds(1));
            }
            assertThat(browser.cookies).hasSize(LoginCookies.MAX_AT_ONCE + 1).containsKey("theme");
            for (Map<String, String> answer : answers.subList(0, 3)) {
                scene.assertRefused(browser.callback(answer), "LOGIN_STATE_INVALID");
            }
            for (Map<String, String> answer : answers.subList(3, answers.size())) {
                OAuthScene.assertSignedIn(browser.callback(answer));
            }
        }
    }

    @Nested
    class Section44MixUp {
        @AutoClose
        private final FakeProvider evil = FakeProvider.start(scene.clock);

        private void useBoth() {
            scene.use(
                    scene.provider(),
                    OAuthProvider.oidc("evil", "Evil", evil.issuer(), "client-2", ClientAuthentication.secretPost("s"))
                            .insecureAllowHttp());
        }

        @Test
        void theAnswerOfAnotherProviderToThisLoginIsRefused() {
            useBoth();
            Browser browser = scene.browser();
            String state = Browser.query(browser.begin()).get("state");
            Map<String, String> answer = Map.of("code", "code-1", "state", state, "iss", evil.issuer());
            scene.assertRefused(browser.callback("evil", answer), "LOGIN_STATE_INVALID");
            assertThat(evil.received(FakeProvider.TOKEN)).isEmpty();
            assertNothingSent();
        }

        @Test
        void theCodeOfAnHonestProviderNeverReachesAnother() {
            useBoth();
            Browser browser = scene.browser();
            URI toEvil = Browser.location(browser.start("evil"));
            Map<String, String> answer = fake.authorize(toEvil, "ada");
            scene.assertRefused(browser.callback("evil", answer), "PROVIDER_REFUSED");
            assertThat(scene.reason()).contains("the answer is not of");
            assertThat(evil.received(FakeProvider.TOKEN)).isEmpty();
        }

        @Test
        void eachProviderHasARedirectUriOfItsOwn() {
            useBoth();
            Browser browser = scene.browser();
            assertThat(Browser.query(browser.begin()).get("redirect_uri"))
                    .isNotEqualTo(Browser.query(Browser.location(browser.start("evil")))
                            .get("redirect_uri"));
        }
    }

    @Nested
    class Rfc9207Issuer {
        @Test
        void missingOtherOrInAnotherSpellingIsRefusedBeforeTheCodeLeaves() {
            for (String issuer : new String[] {"", "https://issuer.example", fake.issuer() + "/"}) {
                Browser browser = scene.browser();
                Map<String, String> answer = fake.authorize(browser.begin(), "ada");
                scene.assertRefused(browser.callback(with(answer, "iss", issuer)), "PROVIDER_REFUSED");
            }
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            answer.remove("iss");
            scene.assertRefused(browser.callback(answer), "PROVIDER_REFUSED");
            assertNothingSent();
        }

        @Test
        void errorsMustNameItToo() {
            Browser browser = scene.browser();
            String state = Browser.query(browser.begin()).get("state");
            scene.assertRefused(browser.callback(Map.of("error", "access_denied", "state", state)), "PROVIDER_REFUSED");
            assertThat(scene.reason()).contains("the answer is not of");
        }

        @Test
        void mayBeMissingWhereTheProviderDoesNotPromiseIt() {
            fake.metadata(it -> it.remove("authorization_response_iss_parameter_supported"));
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            answer.remove("iss");
            OAuthScene.assertSignedIn(browser.callback(answer));
        }

        @Test
        void isComparedWhereTheProviderDoesNotPromiseItToo() {
            fake.metadata(it -> it.remove("authorization_response_iss_parameter_supported"));
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            scene.assertRefused(browser.callback(with(answer, "iss", "https://other.example")), "PROVIDER_REFUSED");
        }
    }

    @Nested
    class Answers {
        @ParameterizedTest
        @ValueSource(strings = {"state", "code", "iss", "error", "error_description", "session_state"})
        void withAParameterTwiceAreMalformed(String name) {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            var request = browser.with(RequestBuilder.get("/api/auth/fake/callback"));
            answer.forEach(request::query);
            request.query(name, "again").query(name, "again");
            scene.assertRefused(scene.call(request), "REQUEST_MALFORMED");
            assertNothingSent();
            OAuthScene.assertSignedIn(browser.callback(answer));
        }

        @Test
        void thatAreErrorsAreNotReflected() {
            Browser browser = scene.browser();
            String state = Browser.query(browser.begin()).get("state");
            Reply reply = browser.callback(Map.of(
                    "error",
                    "<script>alert(1)</script>",
                    "error_description",
                    "<b>come to https://evil.example</b>",
                    "iss",
                    fake.issuer(),
                    "state",
                    state));
            scene.assertRefused(reply, "PROVIDER_REFUSED");
            assertThat(reply.body()).doesNotContain("script").doesNotContain("evil");
            assertThat(reply.headers()).containsEntry("Referrer-Policy", List.of("no-referrer"));
            assertThat(scene.reason()).doesNotContain("script").contains("another error");
        }

        @Test
        void withNeitherCodeNorErrorAreRefused() {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            scene.assertRefused(browser.callback(with(answer, "code", "")), "PROVIDER_REFUSED");
            assertNothingSent();
        }

        @Test
        void thatAreTooLongAreMalformed() {
            Browser browser = scene.browser();
            Map<String, String> answer = fake.authorize(browser.begin(), "ada");
            scene.assertRefused(browser.callback(with(answer, "code", "c".repeat(4097))), "REQUEST_MALFORMED");
        }

        @Test
        void endInARedirectThatNoTokenIsIn() {
            Browser browser = scene.browser();
            Reply reply = browser.signIn("ada");
            OAuthScene.assertSignedIn(reply);
            assertThat(Browser.location(reply)).isEqualTo(URI.create("https://app.example/"));
            assertThat(reply.body()).isEmpty();
            assertThat(reply.headers())
                    .containsEntry("Cache-Control", List.of("no-store"))
                    .containsEntry("Referrer-Policy", List.of("no-referrer"));
            assertThat(reply.cookies()).allMatch(cookie -> !cookie.value().contains("access-of"));
        }

        @Test
        void leaveNoSecretInEvents() {
            scene.browser().signIn("ada");
            fake.claims(claims -> claims.put("nonce", "another"));
            scene.browser().signIn("ada");
            assertThat(scene.events.toString())
                    .doesNotContain("code-")
                    .doesNotContain("access-of")
                    .doesNotContain(OAuthScene.SECRET);
        }
    }
}
