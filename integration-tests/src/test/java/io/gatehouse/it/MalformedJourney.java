package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of a form that nobody should send: methods, media types, bodies, credentials. */
interface MalformedJourney extends Journey {
    String LOGIN = "/api/auth/login";
    int TEN_MEGABYTES = 10 * 1024 * 1024;

    @Test
    default void protectsMethodsThatDoNotExist() throws IOException {
        client().send("FOO", "/api/profile").isProblem(401, "CREDENTIALS_MISSING");
        client().send("FOO", "/api/admin", login(ADA).bearer()).isProblem(403, "FORBIDDEN");
        client().send("OPTIONS", "/api/profile").isProblem(401, "CREDENTIALS_MISSING");
        client().send("PROPFIND", "/no/such/path").isProblem(401, "CREDENTIALS_MISSING");
    }

    @Test
    default void echoesNothing() throws IOException {
        RawHttp.Response traced = raw("TRACE", "/api/public/ping", "X-Echo: echoed");
        assertThat(traced.status()).isEqualTo(405);
        assertThat(traced.headers("Allow")).isNotEmpty();
        assertThat(traced.body()).doesNotContain("echoed");
        client().send("TRACK", "/api/public/ping").is(405);
    }

    @Test
    default void saysWhichMethodsAnEndpointHas() throws IOException {
        assertThat(client().get(LOGIN).isProblem(405, "METHOD_NOT_ALLOWED").values("Allow"))
                .containsExactly("POST");
        assertThat(client().send("FOO", "/api/auth/sessions")
                        .isProblem(405, "METHOD_NOT_ALLOWED")
                        .values("Allow"))
                .containsExactly("DELETE, GET, HEAD");
        assertThat(client().delete("/api/orders")
                        .isProblem(405, "METHOD_NOT_ALLOWED")
                        .values("Allow"))
                .containsExactly("GET, HEAD, POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/jsonx",
                "application/json; charset=iso-8859-1",
                "application/json, application/json"
            })
    default void readsNothingButJson(String type) throws IOException {
        client().postText(LOGIN, type, "{\"email\":\"a\",\"password\":\"b\"}").isProblem(415, "MEDIA_TYPE_UNSUPPORTED");
    }

    @Test
    default void answersAHugeBodyWithoutReadingIt() throws IOException {
        try (RawHttp http = RawHttp.connect(tomcat().port())) {
            RawHttp.Response answer = http.send(loginHead("Content-Length: " + TEN_MEGABYTES) + "{\"email\":\"")
                    .read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("\"code\":\"REQUEST_TOO_LARGE\"");
        }
    }

    @Test
    default void answersAnEndlessBodyAfterItsLimit() throws IOException {
        try (RawHttp http = RawHttp.connect(tomcat().port())) {
            RawHttp.Response answer = http.send(loginHead("Transfer-Encoding: chunked"))
                    .send(Integer.toHexString(TEN_MEGABYTES) + "\r\n" + " ".repeat(17 * 1024))
                    .read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("\"code\":\"REQUEST_TOO_LARGE\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{'email':'a','password':'b'}",
                "{\"email\":\"a\",\"password\":\"b\"} x",
                "{\"email\":\"a\",\"password\":\"b\",}",
                "{\"email\":\"a\",\"password\":\"b\",\"password\":\"c\"}",
                "{\"email\":\"a\",\"password\":\"b\",\"p\\u0061ssword\":\"c\"}",
                "{\"email\":\"a\",\"password\":7}",
                "{\"email\":[\"a\"],\"password\":\"b\"}",
                "{\"email\":null,\"password\":\"b\"}",
                "{\"email\":\"a\"}",
                "{\"email\":\"\\ud800\",\"password\":\"b\"}",
                "{\"email\":\"a\",\"password\":\"b\",\"n\":1e999999999999}x"
            })
    default void readsOneWellFormedObjectOnly(String body) throws IOException {
        client().postText(LOGIN, "application/json", body).isProblem(400, "REQUEST_MALFORMED");
    }

    @Test
    default void readsNoBottomlessObject() throws IOException {
        client().postText(LOGIN, "application/json", "{\"email\":".repeat(1500)).isProblem(400, "REQUEST_MALFORMED");
    }

    @Test
    default void readsNoBytesThatAreNoText() throws IOException {
        try (RawHttp http = RawHttp.connect(tomcat().port())) {
            String body = "{\"email\":\"\u00ff\",\"password\":\"b\"}";
            RawHttp.Response answer = http.send(loginHead("Content-Length: " + body.length()) + body)
                    .read();
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @Test
    default void judgesNoTwoCredentials() throws IOException {
        String bearer = "Bearer " + login(ADA).access();
        client().get("/api/profile", "Authorization", bearer, "Authorization", bearer)
                .isProblem(400, "CREDENTIALS_AMBIGUOUS");
        client().get("/api/profile", "Authorization", bearer, "X-API-Key", "nonsense")
                .isProblem(400, "CREDENTIALS_AMBIGUOUS");
        client().get("/api/data", "X-API-Key", "one", "X-API-Key", "two").isProblem(400, "CREDENTIALS_AMBIGUOUS");
    }

    @Test
    default void takesNoTokenFromTheAddressOrAForm() throws IOException {
        assertThat(client().get("/api/profile?access_token=nonsense").status()).isIn(400, 401);
        assertThat(client().postText("/api/orders", "application/x-www-form-urlencoded", "access_token=nonsense")
                        .status())
                .isIn(400, 401);
    }

    @Test
    default void refusesLoginsThatAnotherSiteSends() throws IOException {
        client().postJson(LOGIN, Map.of("email", "a", "password", "b"), "Sec-Fetch-Site", "cross-site")
                .isProblem(403, "CSRF_REFUSED");
        client().postJson(LOGIN, Map.of("email", "a", "password", "b"), "Origin", "https://evil.example")
                .isProblem(403, "CSRF_REFUSED");
    }

    @Test
    default void answersHeadWithoutABody() throws IOException {
        String bearer = "Authorization: Bearer " + login(ADA).access();
        assertThat(head("/api/public/ping")).isEqualTo(200);
        assertThat(head("/api/profile")).isEqualTo(401);
        assertThat(head("/api/profile", bearer)).isEqualTo(200);
        assertThat(head("/api/auth/me", bearer)).isEqualTo(200);
        assertThat(head("/api/auth/me")).isEqualTo(401);
        assertThat(head("/api/auth/login")).isEqualTo(405);
        assertThat(head("/api/public/%2e%2e/admin")).isEqualTo(400);
        assertThat(head("/.well-known/jwks.json")).isEqualTo(200);
    }

    private RawHttp.Response raw(String method, String path, String... headers) throws IOException {
        return RawHttp.exchange(tomcat().port(), method, tomcat().contextPath() + path, headers);
    }

    private String loginHead(String length) {
        return "POST " + tomcat().contextPath() + LOGIN + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\n" + length + "\r\n\r\n";
    }

    /** The status of a HEAD request, after which the server has said nothing more. */
    private int head(String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder()
                .append("HEAD ")
                .append(tomcat().contextPath())
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        try (RawHttp http = RawHttp.connect(tomcat().port())) {
            RawHttp.Response answer = http.send(request + "\r\n").read("HEAD");
            assertThat(http.isClosedByServer()).as("nothing after the head").isTrue();
            return answer.status();
        }
    }
}
