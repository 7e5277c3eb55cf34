package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients see of resources with annotations: the same on every server, each credential at each resource. */
interface AnnotatedJourney {
    /** Columns of {@link #TABLE}. */
    List<String> CALLS = List.of(
            "GET /api/public/ping",
            "GET /api/profile",
            "GET /api/data",
            "GET /api/orders",
            "POST /api/orders",
            "GET /api/admin",
            "GET /api/forgotten");

    /** Who calls, and what each call is answered: a status, or status and code. Where sessions don't count, a cookie is nothing. */
    Map<String, List<String>> TABLE = Map.ofEntries(
            row("nobody", "200", "401 M", "401 M", "401 M", "401 M", "401 M", "401 M"),
            row("token of ada", "200", "200", "403 F", "200", "403 S", "403 F", "403 F"),
            row("token of grace", "200", "200", "403 F", "200", "403 S", "200", "403 F"),
            row("session of ada", "200", "200", "401 M", "401 M", "401 M", "403 F", "403 F"),
            row("session of grace", "200", "200", "401 M", "401 M", "401 M", "200", "403 F"),
            row("key for data", "200", "403 F", "200", "403 S", "403 S", "403 F", "403 F"),
            row("key for orders", "200", "403 F", "403 S", "200", "403 S", "403 F", "403 F"),
            row("key for nothing", "200", "403 F", "403 S", "403 S", "403 S", "403 F", "403 F"),
            row("revoked key", "401 K", "401 K", "401 K", "401 K", "401 K", "401 K", "401 K"),
            row("tampered token", "401 T", "401 T", "401 T", "401 T", "401 T", "401 T", "401 T"),
            row("ended token", "401 R", "401 R", "401 R", "401 R", "401 R", "401 R", "401 R"),
            row("ended session", "200", "401 E", "401 E", "401 E", "401 E", "401 E", "401 E"));

    Map<String, String> CODES = Map.of(
            "M", "CREDENTIALS_MISSING",
            "F", "FORBIDDEN",
            "S", "SCOPE_INSUFFICIENT",
            "K", "API_KEY_INVALID",
            "T", "TOKEN_INVALID",
            "R", "TOKEN_REVOKED",
            "E", "SESSION_EXPIRED");

    Client client();

    String password();

    private static Map.Entry<String, List<String>> row(String who, String... answers) {
        return Map.entry(who, List.of(answers));
    }

    @Test
    default void everyCredentialAtEveryResource() throws IOException {
        Map<String, String[]> callers = callers();
        assertThat(callers.keySet()).isEqualTo(TABLE.keySet());
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String[]> caller : callers.entrySet()) {
            for (int i = 0; i < CALLS.size(); i++) {
                String[] call = CALLS.get(i).split(" ", 2);
                Answer answer = call[0].equals("GET")
                        ? client().get(call[1], caller.getValue())
                        : client().postJson(call[1], Map.of(), caller.getValue());
                String expected = TABLE.get(caller.getKey()).get(i);
                String found = Integer.toString(answer.status());
                if (answer.status() >= 400) {
                    assertThatNoException()
                            .as(caller.getKey() + ": " + CALLS.get(i) + " " + answer.body())
                            .isThrownBy(answer::json);
                    found += " " + answer.text("code");
                }
                if (!found.replace("201", "200").equals(words(expected))) {
                    wrong.add(caller.getKey() + ": " + CALLS.get(i) + " is " + found + ", not " + words(expected));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    default void refusalsInviteTheSchemesThatTheResourceTakes() throws IOException {
        String[] ada = client().login(Journey.ADA, password()).bearer();
        Answer refused =
                client().get("/api/data", ada).isProblem(403, "FORBIDDEN").isNotStored();
        assertThat(refused.values("Content-Type").get(0)).startsWith("application/problem+json");
        assertThat(client().postJson("/api/orders", Map.of(), ada).values("WWW-Authenticate"))
                .anySatisfy(line -> assertThat(line).contains("insufficient_scope", "orders:write"));
    }

    @Test
    default void resourcesKnowTheCaller() throws IOException {
        assertThat(client().get(
                                "/api/profile",
                                client().login(Journey.GRACE, password()).bearer())
                        .is(200)
                        .json())
                .isEqualTo(Map.of("user", "grace", "admin", true, "scheme", "bearer"));
        assertThat(client().get("/api/profile", session(Journey.ADA)).is(200).json())
                .isEqualTo(Map.of("user", "ada", "admin", false, "scheme", "session"));
    }

    private static String words(String expected) {
        String[] parts = expected.split(" ", 2);
        return parts.length == 1 ? parts[0] : parts[0] + " " + CODES.get(parts[1]);
    }

    private Map<String, String[]> callers() throws IOException {
        Tokens ada = client().login(Journey.ADA, password());
        Tokens ended = client().login(Journey.ADA, password());
        client().post("/api/auth/logout", ended.bearer()).is(204);
        String[] endedSession = session(Journey.ADA);
        client().post("/api/auth/logout", endedSession).is(204);
        Answer revoked = key(ada, List.of("orders:read"));
        client().delete("/api/apikeys/" + revoked.text("id"), ada.bearer()).is(204);
        String access = ada.access();
        int at = access.lastIndexOf('.') + 10;
        String tampered = access.substring(0, at) + (access.charAt(at) == 'A' ? 'B' : 'A') + access.substring(at + 1);
        Map<String, String[]> callers = new LinkedHashMap<>();
        callers.put("nobody", new String[0]);
        callers.put("token of ada", ada.bearer());
        callers.put("token of grace", client().login(Journey.GRACE, password()).bearer());
        callers.put("session of ada", session(Journey.ADA));
        callers.put("session of grace", session(Journey.GRACE));
        callers.put("key for data", header(key(ada, List.of("data:read"))));
        callers.put("key for orders", header(key(ada, List.of("orders:read"))));
        callers.put("key for nothing", header(key(ada, List.of())));
        callers.put("revoked key", header(revoked));
        callers.put("tampered token", new String[] {"Authorization", "Bearer " + tampered});
        callers.put("ended token", ended.bearer());
        callers.put("ended session", endedSession);
        return callers;
    }

    private Answer key(Tokens owner, List<String> scopes) throws IOException {
        return client().postJson("/api/apikeys", Map.of("name", "mine", "scopes", scopes), owner.bearer())
                .is(201);
    }

    private static String[] header(Answer key) {
        return new String[] {"X-API-Key", key.text("apiKey")};
    }

    private String[] session(String email) throws IOException {
        String set = client().postJson(
                        "/api/auth/session",
                        Map.of("email", email, "password", password()),
                        "Sec-Fetch-Site",
                        "same-origin")
                .is(200)
                .values("Set-Cookie")
                .get(0);
        return new String[] {"Cookie", set.substring(0, set.indexOf(';')), "Sec-Fetch-Site", "same-origin"};
    }
}
