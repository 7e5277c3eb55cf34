package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Servlet 6.0 sections 2.3.3.3, 6.2.5, 9 and 10.9: every dispatch of a request knows who is calling, and only of that request. */
final class DispatchTest extends DispatchScene {
    @Nested
    final class Request {
        @Test
        void showsTheIdentityInEveryWay() throws IOException {
            assertThat(get("/who", ADA)).isEqualTo("ada");
            assertThat(get("/open/who", ADA)).isEqualTo("ada");
        }

        @Test
        void showsNobodyIfNobodyIsSignedIn() throws IOException {
            assertThat(get("/open/who")).isEqualTo("null");
        }
    }

    @Nested
    final class Forward {
        @Test
        void keepsTheIdentityAndJudgesNoOtherRule() throws IOException {
            assertThat(get("/open/forward", ADA)).isEqualTo("ada");
            assertThat(get("/open/forward")).isEqualTo("null");
        }
    }

    @Nested
    final class Include {
        @Test
        void keepsTheIdentityInsideAndAfter() throws IOException {
            assertThat(get("/open/include", ADA)).isEqualTo("ada+ada");
            assertThat(get("/open/include")).isEqualTo("null+null");
        }
    }

    @Nested
    final class ErrorPage {
        @Test
        void knowsWhoCalledAfterSendError() throws IOException {
            RawHttp.Response response = RawHttp.exchange(server.port(), "GET", "/open/send-error", ADA);
            assertThat(response.status()).isEqualTo(418);
            assertThat(response.body()).isEqualTo("ada");
        }

        @Test
        void knowsWhoCalledAfterAnException() throws IOException {
            RawHttp.Response response = RawHttp.exchange(server.port(), "GET", "/open/throw", ADA);
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("ada");
        }

        @Test
        void isNotRunForAnswersOfTheLibrary() throws IOException {
            RawHttp.Response response = RawHttp.exchange(server.port(), "GET", "/who");
            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers("Content-Type").get(0)).startsWith("application/problem+json");
            assertThat(probe.hits()).isEmpty();
        }

        @Test
        void canBeAskedForDirectlyOnlyByWhomItsRuleAllows() throws IOException {
            assertThat(RawHttp.exchange(server.port(), "GET", Container.App.ERROR_PAGE)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    final class Async {
        @Test
        void keepsTheIdentityAfterDispatch() throws IOException {
            assertThat(get("/open/async", ADA)).isEqualTo("ada");
            assertThat(get("/open/async")).isEqualTo("null");
        }

        @Test
        void keepsTheIdentityAfterDispatchToAnotherPath() throws IOException {
            assertThat(get("/open/async-path", ADA)).isEqualTo("ada");
            assertThat(get("/open/async-wrapped", ADA)).isEqualTo("ada");
            assertThat(get("/open/async-path")).isEqualTo("null");
        }

        @Test
        void keepsTheIdentityOnAnotherThread() throws IOException {
            assertThat(get("/open/async-start", ADA)).isEqualTo("ada+true");
            assertThat(get("/open/async-start")).isEqualTo("null+false");
        }
    }

    /** A request that another filter sends on before it has been judged. */
    @Nested
    final class UnjudgedDispatch {
        @Test
        void byForwardIsJudgedByTheNewPath() throws IOException {
            assertThat(statusOfEarly("/admin/who", ADA)).isEqualTo(403);
            assertThat(statusOfEarly("/who")).isEqualTo(401);
            assertThat(probe.hits()).isEmpty();
            assertThat(get("/early/x", "X-Early: /admin/who", "X-User: root,admin"))
                    .isEqualTo("root");
        }

        @Test
        void byAsyncDispatchIsJudgedByTheNewPath() throws IOException {
            assertThat(statusOfEarly("async:/admin/who", ADA)).isEqualTo(403);
            assertThat(statusOfEarly("async:/who")).isEqualTo(401);
            assertThat(probe.hits()).isEmpty();
        }

        @Test
        void byIncludeFails() throws IOException {
            assertThat(statusOfEarly("include:/open/who")).isEqualTo(500);
            assertThat(statusOfEarly("include:/admin/who", "X-User: root,admin"))
                    .isEqualTo(500);
            assertThat(probe.hits()).allMatch(hit -> hit.startsWith("ERROR "));
        }

        @Test
        void byErrorIsAnonymous() throws IOException {
            assertThat(statusOfEarly("error:", ADA)).isEqualTo(418);
            assertThat(get("/early/x", "X-Early: error:", ADA)).isEqualTo("null");
        }

        private int statusOfEarly(String to, String... headers) throws IOException {
            String[] all = Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "X-Early: " + to;
            return RawHttp.exchange(server.port(), "GET", "/early/x", all).status();
        }
    }

    @Nested
    final class Logout {
        @Test
        void dropsTheIdentityForTheRestOfTheRequest() throws IOException {
            assertThat(get("/open/logout", ADA)).isEqualTo("null+null");
        }
    }
}
