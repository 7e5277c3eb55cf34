package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import io.gatehouse.testkit.SameAnswer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Seeing and ending one's own logins. */
interface LiveLoginsJourney extends Journey {

    @Test
    default void listsLiveLoginsWithTheCurrentOneMarked() throws IOException {
        Tokens tokens = alone(ADA);
        client().get("/api/auth/me", tokens.bearer()).is(200);
        login(ADA);
        List<Map<String, Object>> logins = list(tokens);
        assertThat(logins).hasSize(2).allSatisfy(login -> {
            assertThat(login)
                    .containsOnlyKeys(
                            "id", "kind", "current", "createdAt", "lastSeenAt", "expiresAt", "address", "userAgent")
                    .containsEntry("kind", "token")
                    .containsEntry("address", "127.0.0.1");
            assertThat((String) login.get("userAgent")).startsWith("Java-http-client");
            assertThat(Instant.parse((String) login.get("createdAt")))
                    .isBefore(Instant.parse((String) login.get("expiresAt")));
        });
        assertThat(logins).filteredOn("current", true).hasSize(1);
    }

    @Test
    default void endsOneOfOnesOwnLogins() throws IOException {
        Tokens ended = alone(ADA);
        Tokens tokens = login(ADA);
        String id = (String) list(ended).stream()
                .filter(login -> login.get("current").equals(true))
                .findFirst()
                .orElseThrow()
                .get("id");
        client().delete("/api/auth/sessions/" + id, tokens.bearer()).is(204);
        client().get("/api/profile", ended.bearer()).isProblem(401, "TOKEN_REVOKED");
        client().refresh(ended.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
        assertThat(list(tokens)).hasSize(1);
        client().delete("/api/auth/sessions/" + id, tokens.bearer()).isProblem(404, "NOT_FOUND");
    }

    @Test
    default void endsAllLoginsButTheCurrent() throws IOException {
        Tokens other = login(ADA);
        Tokens tokens = login(ADA);
        client().delete("/api/auth/sessions", tokens.bearer()).is(204);
        client().get("/api/profile", other.bearer()).isProblem(401, "TOKEN_REVOKED");
        assertThat(list(tokens))
                .singleElement()
                .satisfies(login -> assertThat(login).containsEntry("current", true));
        client().get("/api/profile", tokens.bearer()).is(200);
    }

    @Test
    default void hidesSomebodyElsesLogins() throws IOException {
        Tokens grace = alone(GRACE);
        String id = (String) list(grace).get(0).get("id");
        Tokens ada = login(ADA);
        Answer foreign =
                client().delete("/api/auth/sessions/" + id, ada.bearer()).isProblem(404, "NOT_FOUND");
        Answer unknown =
                client().delete("/api/auth/sessions/nosuchlogin", ada.bearer()).isProblem(404, "NOT_FOUND");
        assertThat(SameAnswer.of(foreign.body())).isEqualTo(SameAnswer.of(unknown.body()));
        assertThat(list(ada)).noneSatisfy(login -> assertThat(login).containsEntry("id", id));
        client().get("/api/profile", grace.bearer()).is(200);
    }

    @Test
    default void showsLoginsToNobodyElse() throws IOException {
        client().get("/api/auth/sessions").isProblem(401, "CREDENTIALS_MISSING");
        client().delete("/api/auth/sessions").isProblem(401, "CREDENTIALS_MISSING");
    }

    /** Logs in and ends every other login of the account. */
    private Tokens alone(String email) throws IOException {
        Tokens tokens = login(email);
        client().delete("/api/auth/sessions", tokens.bearer()).is(204);
        return tokens;
    }

    private List<Map<String, Object>> list(Tokens tokens) throws IOException {
        return client().get("/api/auth/sessions", tokens.bearer())
                .is(200)
                .isNotStored()
                .list();
    }
}
