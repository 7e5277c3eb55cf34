package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Baseline.Call;
import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The Jersey application, protected by one file: tokens of its own login, and API keys. */
interface StockJourney {
    String JSON = "application/json";
    Set<String> OPEN = Set.of("/api/public/ping");
    List<Call> CALLS = List.of(
            Call.get("/api/public/ping"),
            Call.get("/api/stock"),
            Call.get("/api/stock/bolt"),
            Call.get("/api/stock/screw"),
            Call.get("/api/stock/bolt/history"),
            Call.get("/api/stock/bolt/events"),
            Call.post("/api/stock", JSON, "{\"sku\":\"sch\u00e4kel\"}"),
            Call.post("/api/stock", "text/plain", "no JSON"),
            Call.get("/api/admin/inventory"),
            Call.get("/api/nothing"),
            Call.get("/elsewhere"));

    DroppedIn dropped();

    private Client client() {
        return dropped().tomcat().client();
    }

    @Test
    default void answersAsBeforeToATokenThatMay() throws IOException {
        dropped().baseline().stillHolds(client(), token(Journey.GRACE));
    }

    @Test
    default void refusesEverythingThatNoRuleOpens() throws IOException {
        dropped().baseline().isRefusedWithoutCredentials(client(), OPEN);
        client().get("/api/stock", "Authorization", "Bearer nonsense").isProblem(401, "TOKEN_MALFORMED");
        client().get("/api/public/ping", "X-API-Key", "nonsense").isProblem(401, "API_KEY_INVALID");
    }

    @Test
    default void scopesAndRolesAreThoseOfTheRules() throws IOException {
        String[] ada = token(Journey.ADA);
        client().get("/api/stock/bolt", ada).is(200);
        client().postText("/api/stock", JSON, "{}", ada).isProblem(403, "SCOPE_INSUFFICIENT");
        client().get("/api/admin/inventory", ada).isProblem(403, "FORBIDDEN");
        String[] key = key(Journey.GRACE, "stock:write");
        client().postText("/api/stock", JSON, "{}", key).is(201);
        client().get("/api/stock", key).isProblem(403, "SCOPE_INSUFFICIENT");
        // the rule asks for a token, whatever the key's owner may do
        client().get("/api/admin/inventory", key).isProblem(403, "FORBIDDEN");
    }

    /** A path whose rules name methods has no others, whoever asks. */
    @Test
    default void methodsThatNoRuleNamesDoNotReachTheResources() throws IOException {
        client().delete("/api/stock/bolt").isProblem(405, "METHOD_NOT_ALLOWED");
        client().delete("/api/stock/bolt", token(Journey.GRACE)).isProblem(405, "METHOD_NOT_ALLOWED");
    }

    @Test
    default void resourcesKnowTheCaller() throws IOException {
        client().get("/api/who").isProblem(401, "CREDENTIALS_MISSING");
        assertThat(client().get("/api/who", token(Journey.GRACE)).is(200).body())
                .isEqualTo("grace, clerk true, secure false");
        assertThat(client().get("/api/who", token(Journey.ADA)).is(200).body())
                .isEqualTo("ada, clerk false, secure false");
        // API keys carry scopes, no roles
        assertThat(client().get("/api/who", key(Journey.GRACE, "stock:read"))
                        .is(200)
                        .body())
                .isEqualTo("grace, clerk false, secure false");
    }

    @Test
    default void findsNoWayByAnotherSpelling() throws IOException {
        List<String> found = new ArrayList<>();
        String[] ada = token(Journey.ADA);
        for (String resource : List.of("stock", "stock/bolt", "admin/inventory")) {
            for (String spelling : HostileUrlJourney.spellings(resource)) {
                String target = spelling;
                if (target.startsWith("http://")) {
                    int path = target.indexOf('/', "http://".length());
                    target = target.substring(0, path) + "/stock" + target.substring(path);
                } else if (target.startsWith("/")) {
                    target = "/stock" + target;
                }
                String[] lines =
                        resource.equals("admin/inventory") ? new String[] {ada[0] + ": " + ada[1]} : new String[0];
                RawHttp.Response answer = RawHttp.exchange(dropped().tomcat().port(), "GET", target, lines);
                boolean told =
                        answer.body().contains("\"sku\"") || answer.body().contains("written down");
                if (answer.status() < 400 || answer.status() >= 500 || told) {
                    found.add(target + " -> " + answer.status());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    default void theLibraryWasStartedOnce() throws IOException {
        dropped().wasStartedOnce();
    }

    @Test
    @Order(LeakJourney.LAST)
    default void leavesNothingBehind() throws IOException {
        dropped().leavesNothingBehind();
    }

    private String[] token(String email) throws IOException {
        return client().login(email, dropped().tomcat().password()).bearer();
    }

    private String[] key(String owner, String scope) throws IOException {
        Answer made = client().postJson("/api/apikeys", Map.of("name", "robot", "scopes", List.of(scope)), token(owner))
                .is(201);
        return new String[] {"X-API-Key", made.text("apiKey")};
    }
}
