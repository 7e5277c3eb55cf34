package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEngine;
import io.gatehouse.Identity;
import io.gatehouse.Requirement;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter does when something around it is odd or broken. */
final class AuthFilterTest {
    private final AuthFilter filter = new AuthFilter(Fakes.engine().build());
    private final List<HttpServletRequest> passed = new ArrayList<>();
    private final AtomicInteger status = new AtomicInteger();

    private int run(HttpServletRequest request) throws ServletException, IOException {
        status.set(0);
        filter.doFilter(request, StubRequest.response(status), (req, res) -> passed.add((HttpServletRequest) req));
        return status.get();
    }

    @Nested
    final class Failures {
        @ParameterizedTest
        @ValueSource(
                strings = {"getRequestURI", "getServletPath", "getPathInfo", "getContextPath", "getMethod", "getHeaders"
                })
        void ofTheContainerNeverLetTheRequestThrough(String method) {
            for (Supplier<?> failure : List.<Supplier<?>>of(AuthFilterTest::overflow, AuthFilterTest::fail)) {
                HttpServletRequest request =
                        new StubRequest().compute(method, failure).build();
                try {
                    assertThat(run(request)).isEqualTo(500);
                } catch (Throwable e) {
                    // if not even a report of the failure can be made, the container answers 500
                    assertThat(method).isEqualTo("getMethod");
                }
                assertThat(passed).isEmpty();
            }
        }

        @Test
        void ofAnAttributeStoreNeverLetTheRequestThrough() {
            HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (self, method, args) -> {
                        if (method.getName().endsWith("Attribute")) {
                            throw new IllegalStateException("no attributes");
                        }
                        return method.getName().equals("getDispatcherType") ? DispatcherType.REQUEST : null;
                    });
            assertThatThrownBy(() -> run(request)).isInstanceOf(IllegalStateException.class);
            assertThat(passed).isEmpty();
        }

        @Test
        void ofTheApplicationPassUntouched() {
            HttpServletResponse response = StubRequest.response(status);
            IOException failure = new IOException("the application's");
            assertThatThrownBy(() -> filter.doFilter(new StubRequest().build(), response, (req, res) -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(status).hasValue(0);
        }
    }

    @Nested
    final class OtherProtocols {
        @Test
        void areRefused() {
            ServletRequest request = (ServletRequest) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ServletRequest.class}, (self, method, args) -> null);
            ServletResponse response = (ServletResponse) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ServletResponse.class}, (self, method, args) -> null);
            assertThatThrownBy(() -> filter.doFilter(request, response, (req, res) -> {
                        throw new AssertionError("passed");
                    }))
                    .isInstanceOf(ServletException.class);
            assertThatThrownBy(() -> filter.doFilter(new StubRequest().build(), response, (req, res) -> {
                        throw new AssertionError("passed");
                    }))
                    .isInstanceOf(ServletException.class);
        }
    }

    @Nested
    final class Callers {
        private HttpServletRequest signedIn(StubRequest stub) {
            return stub.compute("getHeaders", () -> Collections.enumeration(List.of("ada")))
                    .build();
        }

        @ParameterizedTest
        @EnumSource(
                value = DispatcherType.class,
                names = {"FORWARD", "ASYNC", "ERROR", "INCLUDE"})
        void areKnownInLaterDispatchesOfTheSameRequest(DispatcherType type) throws Exception {
            StubRequest stub = new StubRequest();
            HttpServletRequest request = signedIn(stub);
            run(request);
            stub.answer("getDispatcherType", type).url("", "/admin/x", null, "/admin/x");
            assertThat(run(request)).isZero();
            assertThat(Probe.who(passed.get(1))).isEqualTo("ada");
        }

        @Test
        void areJudgedAnewWhenTheContainerUsesARequestAgain() throws Exception {
            StubRequest stub = new StubRequest();
            HttpServletRequest request = signedIn(stub);
            run(request);
            stub.compute("getHeaders", Collections::emptyEnumeration);
            run(request);
            assertThat(Probe.who(passed.get(1))).isEqualTo("null");
            assertThat(request.getAttribute(AuthFilter.IDENTITY_ATTRIBUTE)).isNull();
        }

        @Test
        void ofAnotherFilterAreNotBelieved() throws Exception {
            StubRequest stub = new StubRequest();
            HttpServletRequest request = signedIn(stub);
            new AuthFilter(AuthEngine.builder()
                            .use(new Fakes.UserHeader())
                            .protect("/open/*", Requirement.anyone())
                            .build())
                    .doFilter(request, StubRequest.response(status), (req, res) -> {});
            assertThat(request.getAttribute(AuthFilter.IDENTITY_ATTRIBUTE)).isInstanceOf(Identity.class);
            stub.answer("getDispatcherType", DispatcherType.FORWARD).url("", "/admin/x", null, "/admin/x");
            assertThat(run(request)).isEqualTo(403);
            assertThat(passed).isEmpty();
        }

        @Test
        void whoWereRefusedAreNotKnownLater() throws Exception {
            StubRequest stub = new StubRequest().url("", "/admin/x", null, "/admin/x");
            HttpServletRequest request = signedIn(stub);
            assertThat(run(request)).isEqualTo(403);
            stub.answer("getDispatcherType", DispatcherType.ERROR);
            run(request);
            assertThat(Probe.who(passed.get(0))).isEqualTo("null");
        }

        @Test
        void areNobodyOnAnErrorPageOfARequestThatNeverCameIn() throws Exception {
            StubRequest stub = new StubRequest()
                    .answer("getDispatcherType", DispatcherType.ERROR)
                    .answer("getRemoteUser", "x");
            HttpServletRequest request = signedIn(stub);
            request.setAttribute(AuthFilter.IDENTITY_ATTRIBUTE, Identity.of("planted", "x", Instant.EPOCH));
            request.setAttribute("io.gatehouse.servlet.Caller", "planted");
            run(request);
            assertThat(Probe.who(passed.get(0))).isEqualTo("null");
            assertThat(passed.get(0).authenticate(StubRequest.response(status))).isFalse();
            assertThat(status).hasValue(401);
        }

        @Test
        void canNotLogInByTheServletMethod() throws Exception {
            run(new StubRequest().build());
            assertThatThrownBy(() -> passed.get(0).login("ada", "password"))
                    .isInstanceOf(ServletException.class)
                    .hasMessageContaining("/api/auth/login")
                    .hasMessageNotContaining("ada");
        }

        @Test
        void canNotBeChangedByTheApplicationsAttributes() throws Exception {
            run(signedIn(new StubRequest()));
            HttpServletRequest seen = passed.get(0);
            seen.setAttribute(AuthFilter.IDENTITY_ATTRIBUTE, Identity.of("root", "x", Instant.EPOCH));
            assertThat(Probe.who(seen)).isEqualTo("ada");
            seen.removeAttribute(AuthFilter.IDENTITY_ATTRIBUTE);
            assertThat(Probe.who(seen)).isEqualTo("ada");
        }
    }

    @Nested
    final class Life {
        private final AtomicInteger closed = new AtomicInteger();
        private final AuthEngine engine =
                AuthEngine.builder().use(new Fakes.Closing(closed)).build();

        @Test
        void endsWithTheEngineClosedOnce() {
            AuthFilter owner = new AuthFilter(engine);
            owner.destroy();
            owner.destroy();
            assertThat(closed).hasValue(1);
        }

        @Test
        void leavesASharedEngineOpen() {
            AuthFilter.sharing(engine, UrlPolicy.strict()).destroy();
            assertThat(closed).hasValue(0);
        }
    }

    private static Object overflow() {
        return deeper();
    }

    private static Object deeper() {
        return overflow();
    }

    private static Object fail() {
        throw new IllegalStateException("broken container");
    }
}
