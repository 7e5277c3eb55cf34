package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer has the headers, once each, and the application has the last word. */
final class WireHeadersTest extends HeadersScene {
    private static final String[] HTTPS = {
        "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example"
    };

    private static void assertStandard(RawHttp.Response response) {
        assertThat(response.headers("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(response.headers("X-Frame-Options")).containsExactly("DENY");
        assertThat(response.headers("Referrer-Policy")).containsExactly("strict-origin-when-cross-origin");
        assertThat(response.headers("X-XSS-Protection")).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/who", "/open/reset"})
    void whatSomebodyIsShownIsKeptFromSharedCaches(String path) throws IOException {
        assertThat(get(path, "Cookie: sid=ada").headers("Cache-Control")).containsExactly("private, no-cache");
    }

    @Nested
    final class Security {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/",
                    "/open/who",
                    "/open/missing",
                    "/open/reset",
                    "/open/not-modified",
                    "/open/redirect",
                    "/open/send-error",
                    "/open/flush",
                    "/open/throw",
                    "/open/async-error",
                    "/who",
                    "/open/%61",
                    "/auth/seen",
                    "/auth/body",
                    "/bare/open/who",
                    "/bare/open/send-error",
                    "/bare/open/missing",
                    "/bare/open/async-error"
                })
        void areOnEveryAnswer(String path) throws IOException {
            assertStandard(get(path));
            assertStandard(send("HEAD", path));
            RawHttp.Response secure = get(path, HTTPS);
            assertStandard(secure);
            assertThat(secure.headers("Strict-Transport-Security")).containsExactly("max-age=31536000");
        }

        /** Undertow clears all that was set before it words the answer itself (ADR 0024). */
        @Test
        void areOnTheContainersOwnWordsForAnException() throws IOException {
            RawHttp.Response response = get("/bare/open/throw");
            assertThat(response.status()).isEqualTo(500);
            if (container == Container.UNDERTOW) {
                assertThat(response.headers("X-Frame-Options")).isEmpty();
            } else {
                assertStandard(response);
            }
        }

        @Test
        void doNotHaltBeforeFailuresOfTheEngine() throws IOException {
            assertStandard(get("/open/who", "X-User: broken"));
            assertStandard(get("/open/who", "X-Forwarded-For: nonsense"));
        }

        @Test
        void askForHttpsOverHttpsOnlyAndNotOnLocalhost() throws IOException {
            assertThat(get("/open/who").headers("Strict-Transport-Security")).isEmpty();
            assertThat(get("/open/who", HTTPS[0], "X-Forwarded-Proto: http", HTTPS[2])
                            .headers("Strict-Transport-Security"))
                    .isEmpty();
            assertThat(get("/open/who", HTTPS[0], HTTPS[1], "X-Forwarded-Host: localhost:8443")
                            .headers("Strict-Transport-Security"))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/open/own", "/open/forward"})
        void giveWayToTheApplications(String path) throws IOException {
            RawHttp.Response response = get(path);
            assertThat(response.headers("X-Frame-Options")).containsExactly("SAMEORIGIN");
            assertThat(response.headers("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(response.headers("X-XSS-Protection")).containsExactly("1");
            assertThat(response.headers("X-Content-Type-Options")).containsExactly("nosniff");
        }

        @Test
        void giveWayInLaterDispatchesToo() throws IOException {
            assertThat(get("/open/async").headers("Referrer-Policy")).containsExactly("no-referrer");
            RawHttp.Response included = get("/open/include");
            assertThat(included.headers("X-Frame-Options")).containsExactly("SAMEORIGIN");
            assertThat(included.headers("Referrer-Policy")).containsExactly("strict-origin-when-cross-origin");
        }

        @Test
        void includeAContentSecurityPolicyForAnswersOfTheLibraryOnly() throws IOException {
            assertThat(get("/who").headers("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; frame-ancestors 'none'; sandbox");
            assertThat(get("/open/who").headers("Content-Security-Policy")).isEmpty();
        }
    }

    @Nested
    final class Cors {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/open/who",
                    "/who",
                    "/open/%61",
                    "/auth/seen",
                    "/open/send-error",
                    "/open/reset",
                    "/open/throw"
                })
        void isOnEveryAnswerToAnOriginInThePolicy(String path) throws IOException {
            RawHttp.Response response = get(path, "Origin: " + FRIEND);
            assertThat(response.headers("Access-Control-Allow-Origin")).containsExactly(FRIEND);
            assertThat(response.headers("Vary")).containsOnlyOnce("Origin");
            RawHttp.Response other = get(path, "Origin: https://evil.example");
            assertThat(other.headers("Access-Control-Allow-Origin")).isEmpty();
            assertThat(other.headers("Vary")).containsOnlyOnce("Origin");
        }

        @Test
        void givesWayToTheApplications() throws IOException {
            RawHttp.Response own = get("/open/own", "Origin: " + FRIEND);
            assertThat(own.headers("Access-Control-Expose-Headers")).containsExactly("X-Own");
            assertThat(String.join(", ", own.headers("Vary")).split(", "))
                    .containsExactlyInAnyOrder("Origin", "Accept", "Cookie");
            RawHttp.Response star = get("/open/own-cors", "Origin: " + FRIEND);
            assertThat(star.headers("Access-Control-Allow-Origin")).containsExactly("*");
            assertThat(star.headers("Set-Cookie")).isEqualTo(List.of("a=1", "b=2"));
        }

        @Test
        void answersAPreflightBeforeSignInIsAsked() throws IOException {
            RawHttp.Response response =
                    send("OPTIONS", "/who", "Origin: " + FRIEND, "Access-Control-Request-Method: PUT");
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.headers("Access-Control-Allow-Methods"))
                    .containsExactly("GET, HEAD, POST, PUT, PATCH, DELETE");
            assertStandard(response);
            assertThat(send("OPTIONS", "/who", "Origin: https://evil.example", "Access-Control-Request-Method: PUT")
                            .status())
                    .isEqualTo(401);
        }
    }
}
