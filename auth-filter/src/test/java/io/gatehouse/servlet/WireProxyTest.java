package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
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
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a proxy on the same machine that ends TLS: the application at the root trusts it, the one at {@code /deaf} does not. */
@ParameterizedClass
@EnumSource(Container.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WireProxyTest {
    private static final Account ADA = new Account("ada", "ada@example.com", Set.of(), Set.of(), true);
    private static final TrustedProxies HERE = TrustedProxies.of("127.0.0.1");
    private static final String CLIENT = "X-Forwarded-For: 198.51.100.1";
    private static final String HTTPS = "X-Forwarded-Proto: https";
    private static final String ORIGIN = "Origin: https://shop.example";

    @Parameter
    Container container;

    private final Queue<AuthEvent> events = new ConcurrentLinkedQueue<>();
    private final Probe probe = new Probe();
    private Container.Running server;

    @BeforeParameterizedClassInvocation
    void start(Container chosen) throws Exception {
        server = chosen.start(
                app("", HERE), app("/rfc", HERE.withForwardedHeader()), app("/deaf", TrustedProxies.none()));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        probe.forget();
        events.clear();
    }

    @Test
    void pagesOfTheOriginSignInAndOutWithASecureCookie() throws IOException {
        assertSignsInAndOut("", ORIGIN, CLIENT, HTTPS);
        assertSignsInAndOut("", ORIGIN, CLIENT, HTTPS, "X-Forwarded-Host: shop.example", "X-Forwarded-Port: 443");
        assertSignsInAndOut("", "Origin: https://shop.example:8443", CLIENT, HTTPS, "X-Forwarded-Port: 8443");
        assertSignsInAndOut("/rfc", ORIGIN, "Forwarded: for=198.51.100.1;proto=https;host=shop.example");
        assertSignsInAndOut("/rfc", ORIGIN, "Forwarded: for=\"[2001:db8::1]:4711\";proto=https");
    }

    /** Plain requests work, since they come from this machine; but the origin seems to be http://shop.example. */
    @Test
    void withoutTrustOriginsDoNotAgree() throws IOException {
        assertThat(send("POST", "/deaf/login", ORIGIN, CLIENT, HTTPS).body()).contains("CSRF_REFUSED");
    }

    @Test
    void pagesOfOtherOriginsDoNot() throws IOException {
        for (String other :
                List.of("http://shop.example", "https://shop.example:8443", "https://evil.example", "null")) {
            assertThat(send("POST", "/login", "Origin: " + other, CLIENT, HTTPS).body())
                    .contains("CSRF_REFUSED");
        }
    }

    /** The text has travelled, though the connection comes from this machine. */
    @Test
    void plainHttpFromElsewhereIsNotTheSameMachine() throws IOException {
        for (String[] headers : new String[][] {
            {"/login", CLIENT},
            {"/login", CLIENT, "X-Forwarded-Proto: http"},
            {"/login", "X-Forwarded-For: 127.0.0.1, 198.51.100.1"},
            {"/login", CLIENT, "X-Forwarded-Proto: https, http"},
            {"/rfc/login", "Forwarded: for=198.51.100.1;proto=http"},
            {"/rfc/login", "Forwarded: for=127.0.0.1;proto=https, for=198.51.100.1"}
        }) {
            RawHttp.Response answer = send("POST", headers[0], List.of(headers).subList(1, headers.length));
            assertThat(answer.body()).as("%s", List.of(headers)).contains("HTTPS_REQUIRED");
            assertThat(answer.headers("Set-Cookie")).isEmpty();
        }
        assertThat(send("GET", "/auth/seen", "X-Forwarded-For: 127.0.0.1").status())
                .as("a client at this machine")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/auth/seen | X-Forwarded-For: nonsense",
                "/auth/seen | X-Forwarded-Proto: https",
                "/auth/seen | Forwarded: for=198.51.100.1;proto=https",
                "/rfc/auth/seen | Forwarded: for=unknown",
                "/rfc/auth/seen | X-Forwarded-For: 198.51.100.1",
                "/open/x | X-Forwarded-For: nonsense",
                "/rfc/open/x | Forwarded: for=\"198.51.100.1"
            })
    void whatCanNotBeUnderstoodIsRefused(String path, String header) throws IOException {
        RawHttp.Response answer = send("GET", path, header);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("REQUEST_MALFORMED").doesNotContain("orwarded");
        assertThat(probe.hits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example/", "a@b", "localhost:99999", "[::1"})
    void aHostIsAHost(String host) throws IOException {
        assertThat(send("GET", "/auth/seen", CLIENT, HTTPS, "X-Forwarded-Host: " + host)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void eventsNameTheClientWhateverIsWrong() throws IOException {
        send("GET", "/who", CLIENT, HTTPS);
        send("GET", "/%77ho", CLIENT, HTTPS);
        assertThat(events).extracting(AuthEvent::clientAddress).containsExactly("198.51.100.1", "198.51.100.1");
        events.clear();
        send("GET", "/who", "X-Forwarded-For: nonsense");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.clientAddress()).isEqualTo("127.0.0.1");
            assertThat(event.reason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("nonsense"));
        });
    }

    @Test
    void endpointsSeeTheClient() throws IOException {
        assertThat(send("GET", "/auth/seen", "X-Forwarded-For: 1.1.1.1, 2001:db8::1", HTTPS)
                        .body())
                .contains("\"address\":\"2001:db8:0:0:0:0:0:1\"", "\"origin\":\"https://shop.example\"");
        assertThat(send("GET", "/auth/seen").body()).contains("\"address\":\"127.0.0.1\"");
    }

    private void assertSignsInAndOut(String context, String... headers) throws IOException {
        RawHttp.Response login = send("POST", context + "/login", headers);
        assertThat(login.status()).as(login.body()).isEqualTo(200);
        String line = login.headers("Set-Cookie").get(0);
        assertThat(line).startsWith("__Host-gatehouse=gs_").contains("; Secure", "; HttpOnly", "; SameSite=Lax");
        String[] more = Arrays.copyOf(headers, headers.length + 1);
        more[headers.length] = "Cookie: " + line.substring(0, line.indexOf(';'));
        assertThat(send("GET", context + "/who", more).body()).isEqualTo("ada");
        assertThat(send("POST", context + "/api/auth/logout", more).status()).isEqualTo(204);
        assertThat(send("GET", context + "/who", more).status()).isEqualTo(401);
    }

    private RawHttp.Response send(String method, String path, String... headers) throws IOException {
        return send(method, path, List.of(headers));
    }

    /** As a proxy does that passes on the host which the client has named. */
    private RawHttp.Response send(String method, String path, List<String> headers) throws IOException {
        try (RawHttp http = RawHttp.connect(server.port())) {
            return http.send(method + " " + path + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n"
                            + (method.equals("POST") ? "Content-Length: 0\r\n" : "")
                            + String.join(
                                    "",
                                    headers.stream().map(line -> line + "\r\n").toList()) + "\r\n")
                    .read(method);
        }
    }

    private Container.App app(String contextPath, TrustedProxies proxies) throws IOException {
        return new Container.App(
                contextPath,
                Container.App.someFiles(),
                List.of(
                        context -> new AuthFilter(engine())
                                .withTrustedProxies(proxies)
                                .register(context),
                        probe.who("/who", "/open/*")));
    }

    private AuthEngine engine() {
        MemoryAccountStore accounts = new MemoryAccountStore();
        accounts.put(ADA);
        Sessions sessions = Sessions.of(
                new MemorySessionStore(), accounts, SessionPolicy.standard(), Clock.systemUTC(), new SecureRandom());
        return AuthEngine.builder()
                .listener(event -> {
                    if (event.type() == AuthEvent.Type.REFUSED) {
                        events.add(event);
                    }
                })
                .use(sessions)
                .use(new Fakes.Echo())
                .use(new ContainerSessionTest.LoginWithoutPassword(sessions))
                .use(LoginEndpoints.of(accounts, sessions.logins()))
                .protect("/open/*", Requirement.anyone())
                .build();
    }
}
