package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An application whose container signs people in by itself, beside the engine. */
final class ContainerLoginTest {
    private final AuthFilter strict = new AuthFilter(Fakes.engine().build());
    private final AuthFilter lenient = strict.allowContainerLogin();
    private final List<HttpServletRequest> passed = new ArrayList<>();
    private final AtomicInteger status = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    private StubRequest olga() {
        Principal principal = () -> "olga";
        return new StubRequest()
                .answer("getUserPrincipal", principal)
                .answer("getRemoteUser", "olga")
                .answer("getAuthType", "FORM")
                .compute("authenticate", () -> calls.incrementAndGet() > 0)
                .compute("login", calls::incrementAndGet)
                .compute("logout", calls::incrementAndGet);
    }

    private int run(AuthFilter filter, HttpServletRequest request) throws ServletException, IOException {
        status.set(0);
        filter.doFilter(request, StubRequest.response(status), (req, res) -> passed.add((HttpServletRequest) req));
        return status.get();
    }

    private HttpServletRequest seen() {
        return passed.get(passed.size() - 1);
    }

    @Test
    void doesNotCountUnlessAllowed() throws Exception {
        run(strict, olga().build());
        assertThat(seen().getRemoteUser()).isNull();
        assertThat(seen().getUserPrincipal()).isNull();
        assertThat(seen().getAuthType()).isNull();
        assertThat(seen().isUserInRole("clerk")).isFalse();
        assertThat(seen().authenticate(StubRequest.response(status))).isFalse();
        assertThat(calls).hasValue(0);
    }

    @Test
    void isWhatTheApplicationSeesOnOpenPathsIfAllowed() throws Exception {
        run(lenient, olga().build());
        assertThat(seen().getRemoteUser()).isEqualTo("olga");
        assertThat(seen().getUserPrincipal().getName()).isEqualTo("olga");
        assertThat(seen().getAuthType()).isEqualTo("FORM");
        assertThat(seen().isUserInRole("clerk")).isTrue();
        assertThat(seen().getAttribute(AuthFilter.IDENTITY_ATTRIBUTE)).isNull();
    }

    @Test
    void isBegunAndEndedByTheApplicationIfAllowed() throws Exception {
        run(lenient, olga().build());
        assertThat(seen().authenticate(StubRequest.response(status))).isTrue();
        seen().login("olga", "password");
        seen().logout();
        assertThat(calls).hasValue(3);
        assertThat(status).hasValue(0);
    }

    @Test
    void opensNothing() throws Exception {
        assertThat(run(lenient, olga().url("", "/x", null, "/x").build())).isEqualTo(401);
        assertThat(run(lenient, olga().url("", "/admin/x", null, "/admin/x").build()))
                .isEqualTo(401);
        assertThat(passed).isEmpty();
    }

    @Test
    void doesNotSpeakForWhomTheEngineFound() throws Exception {
        run(lenient, new StubRequest().header("X-User", "ada,user").build());
        assertThat(seen().getRemoteUser()).isEqualTo("ada");
        assertThat(seen().isUserInRole("user")).isTrue();
        assertThat(seen().isUserInRole("admin")).isFalse();
    }

    @Test
    void ofAnotherPersonThanTheCredentialIsRefused() throws Exception {
        for (String path : List.of("/open/x", "/x")) {
            assertThat(run(
                            lenient,
                            olga().header("X-User", "ada")
                                    .url("", path, null, path)
                                    .build()))
                    .isEqualTo(400);
        }
        assertThat(passed).isEmpty();
        run(lenient, olga().header("X-User", "olga").url("", "/x", null, "/x").build());
        assertThat(seen().getAuthType()).isEqualTo("user-header");
        // where it doesn't count, it can't contradict either
        assertThat(run(strict, olga().header("X-User", "ada").build())).isZero();
    }

    @Test
    void doesNotComeToLightByALogoutOfTheEnginesCaller() throws Exception {
        run(lenient, olga().header("X-User", "olga").build());
        seen().logout();
        assertThat(seen().getRemoteUser()).isNull();
        assertThat(seen().isUserInRole("clerk")).isFalse();
        assertThat(calls).hasValue(0);
    }

    @Test
    void isSeenOnErrorPagesOfTheContainersOwnRefusals() throws Exception {
        run(lenient, olga().answer("getDispatcherType", DispatcherType.ERROR).build());
        assertThat(seen().getRemoteUser()).isEqualTo("olga");
        run(strict, olga().answer("getDispatcherType", DispatcherType.ERROR).build());
        assertThat(seen().getRemoteUser()).isNull();
    }
}
