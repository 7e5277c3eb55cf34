package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients see of an application with the mechanism, on any container with Jakarta Security. */
interface MechanismJourney {
    Client client();

    String password();

    private Tokens login(String email) throws IOException {
        return client().login(email, password());
    }

    @Test
    default void knowsTheCallerEverywhere() throws IOException {
        assertThat(client().get("/who", login(Journey.GRACE).bearer()).is(200).json())
                .isEqualTo(Map.of(
                        "user", "grace",
                        "remoteUser", "grace",
                        "authType", "bearer",
                        "admin", true,
                        "ours", true,
                        "context", "grace",
                        "contextAdmin", true,
                        "identity", "grace",
                        "principal", "grace"));
    }

    @Test
    default void knowsNobodyEverywhere() throws IOException {
        Map<String, Object> who = client().get("/open/who").is(200).json();
        assertThat(who)
                .containsEntry("user", "null")
                .containsEntry("remoteUser", "null")
                .containsEntry("authType", "null")
                .containsEntry("admin", false)
                .containsEntry("contextAdmin", false)
                .containsEntry("identity", "null");
    }

    @Test
    default void closesWhatNoRuleLists() throws IOException {
        client().get("/who").isProblem(401, "CREDENTIALS_MISSING");
        client().get("/page.txt").isProblem(401, "CREDENTIALS_MISSING");
        client().get("/nothing/there").isProblem(401, "CREDENTIALS_MISSING");
        assertThat(client().get("/page.txt", login(Journey.ADA).bearer())
                        .is(200)
                        .body())
                .isEqualTo("for those who are signed in");
        assertThat(client().get("/open/page.txt").is(200).body()).isEqualTo("for anyone");
    }

    @Test
    default void asksForRoles() throws IOException {
        client().get("/admin/who", login(Journey.ADA).bearer()).isProblem(403, "FORBIDDEN");
        client().get("/admin/who", login(Journey.GRACE).bearer()).is(200);
    }

    @Test
    default void asksForScopes() throws IOException {
        Tokens tokens = login(Journey.ADA);
        client().get("/data/who", tokens.bearer()).is(200);
        for (List<String> scopes : List.of(List.<String>of(), List.of("data:read"))) {
            Answer made = client().postJson("/api/apikeys", Map.of("name", "mine", "scopes", scopes), tokens.bearer())
                    .is(201);
            Answer data = client().get("/data/who", "X-API-Key", made.text("apiKey"));
            if (scopes.isEmpty()) {
                data.isProblem(403, "SCOPE_INSUFFICIENT");
            } else {
                assertThat(data.is(200).json()).containsEntry("user", "ada").containsEntry("authType", "api-key");
            }
        }
    }

    @Test
    default void keepsConstraintsOfTheContainer() throws IOException {
        client().get("/constrained/who").isProblem(401, "CREDENTIALS_MISSING");
        client().get("/constrained/who", login(Journey.ADA).bearer()).is(403);
        assertThat(client().get("/constrained/who", login(Journey.GRACE).bearer())
                        .is(200)
                        .text("user"))
                .isEqualTo("grace");
    }

    @Test
    default void refreshesAndLogsOut() throws IOException {
        Tokens tokens = login(Journey.ADA);
        Tokens next = Tokens.in(client().refresh(tokens.refresh()).is(200));
        client().get("/who", next.bearer()).is(200);
        client().post("/api/auth/logout", next.bearer()).is(204);
        client().get("/who", next.bearer()).isProblem(401, "TOKEN_REVOKED");
        client().refresh(next.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
        client().tryLogin(Journey.ADA, "not the password").isProblem(401, "LOGIN_FAILED");
    }

    @Test
    default void refusesTokensThatWereTamperedWith() throws IOException {
        String access = login(Journey.ADA).access();
        int at = access.lastIndexOf('.') + 10;
        String tampered = access.substring(0, at) + (access.charAt(at) == 'A' ? 'B' : 'A') + access.substring(at + 1);
        client().get("/who", "Authorization", "Bearer " + tampered).isProblem(401, "TOKEN_INVALID");
        client().get("/open/who", "Authorization", "Bearer " + tampered).isProblem(401, "TOKEN_INVALID");
    }

    @Test
    default void takesApiKeysUntilTheyAreRevoked() throws IOException {
        Tokens tokens = login(Journey.ADA);
        Answer made = client().postJson("/api/apikeys", Map.of("name", "mine"), tokens.bearer())
                .is(201);
        String[] key = {"X-API-Key", made.text("apiKey")};
        Map<String, Object> who = client().get("/who", key).is(200).json();
        assertThat(who).containsEntry("user", "ada").containsEntry("authType", "api-key");
        assertThat(who).containsEntry("context", "ada").containsEntry("contextAdmin", false);
        client().delete("/api/apikeys/" + made.text("id"), tokens.bearer()).is(204);
        client().get("/who", key).isProblem(401, "API_KEY_INVALID");
    }

    @Test
    default void takesSessionsUntilTheyEnd() throws IOException {
        Answer in = client().postJson(
                        "/api/auth/session",
                        Map.of("email", Journey.GRACE, "password", password()),
                        "Sec-Fetch-Site",
                        "same-origin")
                .is(200);
        String set = in.values("Set-Cookie").get(0);
        String[] cookie = {"Cookie", set.substring(0, set.indexOf(';')), "Sec-Fetch-Site", "same-origin"};
        assertThat(client().get("/admin/who", cookie).is(200).json())
                .containsEntry("context", "grace")
                .containsEntry("authType", "session");
        client().post("/api/auth/logout", cookie[0], cookie[1], "Sec-Fetch-Site", "cross-site")
                .isProblem(403, "CSRF_REFUSED");
        client().post("/api/auth/logout", cookie).is(204);
        client().get("/admin/who", cookie).isProblem(401, "SESSION_EXPIRED");
        // nothing of the caller stays behind in the container
        assertThat(client().get("/open/who").is(200).text("context")).isNotEqualTo("grace");
    }

    @Test
    default void refusesAmbiguousUrls() throws IOException {
        for (String path :
                new String[] {"/open/..%2fwho", "/open/%2e%2e/who", "/open/;x/../who", "/open//who", "/open/%252e"}) {
            assertThat(client().get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    default void knowsTheCallerInEveryDispatch() throws IOException {
        String[] ada = login(Journey.ADA).bearer();
        for (String dispatch : new String[] {"forward", "include", "async", "error"}) {
            Map<String, Object> who =
                    client().get("/open/dispatch/" + dispatch, ada).json();
            assertThat(who).as(dispatch).containsEntry("user", "ada").containsEntry("identity", "ada");
            assertThat(client().get("/open/dispatch/" + dispatch).json())
                    .as(dispatch)
                    .containsEntry("user", "null")
                    .containsEntry("identity", "null");
        }
    }

    @Test
    default void logsOutOfTheRequestAlone() throws IOException {
        String[] ada = login(Journey.ADA).bearer();
        assertThat(client().get("/open/dispatch/logout", ada).is(200).json())
                .containsEntry("user", "null")
                .containsEntry("identity", "null")
                .containsEntry("contextAdmin", false);
        client().get("/who", ada).is(200);
    }

    @Test
    default void tellsWhetherSomebodyIsSignedIn() throws IOException {
        assertThat(client().get("/open/dispatch/authenticate").is(200).body()).isEqualTo("false");
        assertThat(client().get(
                                "/open/dispatch/authenticate",
                                login(Journey.ADA).bearer())
                        .is(200)
                        .body())
                .isEqualTo("true");
    }
}
