package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back over the wire, and whom the application sees. */
final class WireReplyTest extends WireScene {
    @Nested
    final class Replies {
        @Test
        void areProblemsOfTheLibraryWithOneLineForEachChallenge() throws IOException {
            RawHttp.Response response = get("/who");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers("WWW-Authenticate")).containsExactly("X-User realm=\"test\"");
            assertThat(response.headers("Content-Type").get(0).replace(" ", "").toLowerCase(Locale.ROOT))
                    .isEqualTo("application/problem+json;charset=utf-8");
            assertThat(response.headers("Cache-Control")).containsExactly("no-store");
            assertThat(response.body()).contains("\"code\":\"CREDENTIALS_MISSING\"");
        }

        @Test
        void ofAmbiguousUrlsAreProblemsToo() throws IOException {
            RawHttp.Response response = get("/open/%61");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body())
                    .contains("\"code\":\"REQUEST_MALFORMED\"")
                    .doesNotContain("%61");
        }

        @Test
        void setCookiesOnWhatTheApplicationAnswers() throws IOException {
            assertThat(get("/open/who", "Cookie: sid=ada").headers("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("sid=renewed; Path=/; HttpOnly");
            assertThat(get("/open/who", "Cookie: sid=stale").headers("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("sid=; Path=/; HttpOnly; Max-Age=0");
            assertThat(get("/who", "Cookie: sid=stale").headers("Set-Cookie")).hasSize(1);
        }
    }

    @Nested
    final class Limits {
        /** Nobody has named this machine as a proxy, so what it says of other clients counts for nothing. */
        @Test
        void areToldWithWhatTheApplicationAnswersAndNotDodgedByForwardedAddresses() throws IOException {
            int limited = 0;
            for (int i = 0; i < 5; i++) {
                String client = "203.0.113." + i;
                RawHttp.Response response =
                        get("/open/limited", "X-Forwarded-For: " + client, "Forwarded: for=" + client);
                assertThat(response.headers("RateLimit-Policy")).containsExactly("\"/open/limited\";q=2;w=86400");
                assertThat(response.headers("RateLimit"))
                        .singleElement()
                        .asString()
                        .startsWith("\"/open/limited\";r=");
                limited += response.status() == 429 ? 1 : 0;
            }
            assertThat(limited).isEqualTo(3);
        }
    }

    @Nested
    final class Caches {
        @Test
        void keepNothingThatSomebodyIsShown() throws IOException {
            assertThat(get("/who", ADA).headers("Cache-Control")).containsExactly("private, no-cache");
            assertThat(get("/open/who", "Cookie: sid=ada").headers("Cache-Control"))
                    .containsExactly("private, no-cache");
        }

        @Test
        void areTheApplicationsAffairWhereNobodyIsSignedIn() throws IOException {
            assertThat(get("/open/who").headers("Cache-Control")).isEmpty();
        }
    }

    @Nested
    final class Failures {
        @ParameterizedTest
        @ValueSource(strings = {"broken", "overflow"})
        void areAnswered500AndNeverLetTheRequestThrough(String user) throws IOException {
            for (String path : List.of("/open/who", "/who", "/admin/who")) {
                RawHttp.Response response = get(path, "X-User: " + user);
                assertThat(response.status()).isEqualTo(500);
                assertThat(response.body())
                        .contains("\"code\":\"INTERNAL_ERROR\"")
                        .doesNotContain("Exception");
            }
            assertThat(probe.hits()).isEmpty();
        }
    }

    @Nested
    final class Identity {
        @Test
        void isNeverTheContainersOrAPlantedOne() throws IOException {
            assertThat(get("/open/who").body()).isEqualTo("null");
            assertThat(get("/open/who", ADA).body()).isEqualTo("ada");
            assertThat(get("/open/roles").body()).isEqualTo("false false false false false");
        }

        @Test
        void hasItsOwnRolesOnly() throws IOException {
            assertThat(get("/open/roles", "X-User: ada,user").body()).isEqualTo("true false false true false");
            assertThat(get("/open/roles", "X-User: root,admin").body()).isEqualTo("false true false true false");
            assertThat(get("/open/roles", "X-User: odd,*").body()).isEqualTo("false false false true false");
        }

        @Test
        void canBeAskedForByTheApplication() throws IOException {
            assertThat(get("/open/authenticate", ADA).body()).isEqualTo("in");
            RawHttp.Response response = get("/open/authenticate");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers("WWW-Authenticate")).isNotEmpty();
            assertThat(response.body()).contains("\"code\":\"CREDENTIALS_MISSING\"");
        }

        @Test
        void staysAwayAfterLogout() throws IOException {
            assertThat(get("/open/logout-and-authenticate", ADA).status()).isEqualTo(401);
        }
    }
}
