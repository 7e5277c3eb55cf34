package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.AuthFeature;
import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemorySessionStore;
import io.gatehouse.session.SessionPolicy;
import io.gatehouse.session.Sessions;
import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the container's own session at login and logout. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContainerSessionTest {
    private static final Account ADA = new Account("ada", "ada@example.com", Set.of(), Set.of(), true);

    @Parameter
    Container container;

    private final Probe probe = new Probe();
    private Container.Running server;

    @BeforeParameterizedClassInvocation
    void start(Container chosen) throws Exception {
        server = chosen.start(new Container.App(
                "",
                Container.App.someFiles(),
                List.of(
                        context -> new AuthFilter(engine()).register(context),
                        probe.servlet(
                                (request, response) -> response.getOutputStream()
                                        .print(request.getSession(true).getId()),
                                "/open/begin"),
                        probe.servlet(
                                (request, response) -> response.getOutputStream()
                                        .print(
                                                request.getSession(false) == null
                                                        ? "none"
                                                        : request.getSession(false)
                                                                .getId()),
                                "/open/look"))));
    }

    @AfterParameterizedClassInvocation
    void stop() throws Exception {
        server.close();
    }

    @Test
    void getsAnotherIdAtLogin() throws IOException {
        RawHttp.Response begun = RawHttp.exchange(server.port(), "GET", "/open/begin");
        String known = cookie(begun);
        RawHttp.Response login = RawHttp.exchange(server.port(), "POST", "/login", "Cookie: " + known);
        assertThat(login.status()).isEqualTo(200);
        assertThat(look(known)).as("the id that was known before").isNotEqualTo(begun.body());
        String renewed = login.headers("Set-Cookie").stream()
                .filter(line -> !line.startsWith("gatehouse="))
                .map(line -> line.substring(0, line.indexOf(';')))
                .findFirst()
                .orElseThrow();
        assertThat(renewed).isNotEqualTo(known);
        assertThat(look(renewed)).isNotEqualTo("none").isNotEqualTo(begun.body());
    }

    @Test
    void isNotBegunByALogin() throws IOException {
        RawHttp.Response login = RawHttp.exchange(server.port(), "POST", "/login");
        assertThat(login.headers("Set-Cookie")).hasSize(1).allMatch(line -> line.startsWith("gatehouse=gs_"));
    }

    @Test
    void endsAtLogout() throws IOException {
        String containers = cookie(RawHttp.exchange(server.port(), "GET", "/open/begin"));
        String ours = cookie(RawHttp.exchange(server.port(), "POST", "/login"));
        RawHttp.Response logout = RawHttp.exchange(
                server.port(),
                "POST",
                "/api/auth/logout",
                "Cookie: " + containers + "; " + ours,
                "Sec-Fetch-Site: same-origin");
        assertThat(logout.status()).isEqualTo(204);
        assertThat(look(containers)).isEqualTo("none");
    }

    private String look(String cookie) throws IOException {
        return RawHttp.exchange(server.port(), "GET", "/open/look", "Cookie: " + cookie)
                .body();
    }

    private static String cookie(RawHttp.Response response) {
        String line = response.headers("Set-Cookie").get(0);
        return line.substring(0, line.indexOf(';'));
    }

    private static AuthEngine engine() {
        MemoryAccountStore accounts = new MemoryAccountStore();
        accounts.put(ADA);
        Sessions sessions = Sessions.of(
                new MemorySessionStore(),
                accounts,
                SessionPolicy.standard().allowInsecureHttpOnLocalhost(),
                Clock.systemUTC(),
                new SecureRandom());
        return AuthEngine.builder()
                .use(sessions)
                .use(LoginEndpoints.of(accounts, sessions.logins()))
                .use(new LoginWithoutPassword(sessions))
                .protect("/open/*", Requirement.anyone())
                .build();
    }

    /** Signs everybody in as Ada. */
    record LoginWithoutPassword(Sessions sessions) implements AuthFeature, Endpoint {
        @Override
        public List<Authenticator> authenticators() {
            return List.of();
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(this);
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/login";
        }

        @Override
        public Requirement requirement() {
            return Requirement.anyone();
        }

        @Override
        public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
            return sessions.grant().issue(ADA, request).withFact(AuthEvent.Type.LOGIN, ADA.id());
        }
    }
}
