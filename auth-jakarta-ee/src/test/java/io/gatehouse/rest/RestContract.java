package io.gatehouse.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.SameAnswer;
import io.gatehouse.testserver.RunningServer;
import io.gatehouse.testserver.Setup;
import io.gatehouse.testserver.Surroundings;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What annotated resources do, in whichever implementation of JAX-RS. The application adds nothing but the jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestContract {
    private static final String APPLICATION = "io.gatehouse.rest.app.RestApplication";
    private static final String[] ADA = {"X-Token", "ada"};
    private static final String[] GRACE = {"X-Token", "grace"};

    private final Surroundings surroundings;
    private final RunningServer server;

    RestContract(Surroundings surroundings) {
        this.surroundings = surroundings;
        server = surroundings.start(Setup.of(APPLICATION));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    record Row(String path, List<String> headers) {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String path : List.of(
                "open", "closed", "signed-in", "admin", "staff", "read", "read-write", "key", "fresh", "admin-key")) {
            rows.add(new Row(path, List.of()));
            rows.add(new Row(path, List.of("X-Token", "unknown")));
            for (String word : List.of("ada", "grace", "old")) {
                rows.add(new Row(path, List.of("X-Token", word)));
                rows.add(new Row(path, List.of("X-Key", word)));
            }
            rows.add(new Row(path, List.of("Cookie", "s=ada", "Sec-Fetch-Site", "same-origin")));
            rows.add(new Row(path, List.of("Cookie", "s=old", "Sec-Fetch-Site", "same-origin")));
            if (!path.contains("key")) {
                rows.add(new Row(path, List.of("Cookie", "s=grace", "Sec-Fetch-Site", "cross-site")));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsIfTheEngineHadTheRule(Row row) throws Exception {
        String[] headers = row.headers().toArray(String[]::new);
        HttpResponse<String> ruled = server.send("GET", "/ruled/" + row.path(), headers);
        HttpResponse<String> annotated = server.send("GET", "/api/" + row.path(), headers);
        assertThat(annotated.statusCode()).isEqualTo(ruled.statusCode());
        if (ruled.statusCode() == 200) {
            assertThat(annotated.body()).isEqualTo("the secret");
        } else {
            assertThat(SameAnswer.of(annotated.body())).isEqualTo(SameAnswer.of(ruled.body()));
            assertThat(fields(annotated)).isEqualTo(fields(ruled));
        }
    }

    @Test
    void asksAnonymousCallersToSignInAlthoughTheImplementationWouldForbid() throws Exception {
        Setup both =
                Setup.of("io.gatehouse.rest.app.RoleCheckingApplication").with("resteasy.role.based.security", "true");
        try (RunningServer strict = surroundings.start(both)) {
            HttpResponse<String> answer = strict.send("GET", "/api/admin");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .containsExactly("bearer realm=\"test\"", "api-key realm=\"test\"");
            assertThat(code(strict.send("GET", "/api/admin", ADA))).contains("FORBIDDEN");
            assertThat(strict.send("GET", "/api/admin", GRACE).body()).isEqualTo("the secret");
            assertThat(strict.send("GET", "/api/staff", GRACE).body()).isEqualTo("the secret");
        }
    }

    @Test
    void invitesOnlySchemesThatWouldHelp() throws Exception {
        assertThat(server.send("GET", "/api/key").headers().allValues("WWW-Authenticate"))
                .containsExactly("api-key realm=\"test\"");
    }

    @Test
    void guardsHeadLikeGet() throws Exception {
        assertThat(server.send("HEAD", "/api/admin").statusCode()).isEqualTo(401);
        assertThat(server.send("HEAD", "/api/admin", ADA).statusCode()).isEqualTo(403);
        assertThat(server.send("HEAD", "/api/admin", GRACE).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsNothingButMethodsInAnswerToOptions() throws Exception {
        for (String path : List.of("/api/admin", "/api/class", "/api/locators/guarded/2")) {
            assertThat(server.send("OPTIONS", path).body()).as(path).doesNotContain("secret");
        }
        assertThat(server.send("OPTIONS", "/api/locators/guarded/2").statusCode())
                .isEqualTo(401);
    }

    @Test
    void guardsAsynchronousMethods() throws Exception {
        assertThat(code(server.send("GET", "/api/async"))).contains("CREDENTIALS_MISSING");
        assertThat(server.send("GET", "/api/async", GRACE).body()).isEqualTo("the secret");
    }

    @Test
    void leavesWhatIsNotAnnotatedToTheRules() throws Exception {
        assertThat(server.send("GET", "/api/unannotated").body()).isEqualTo("anybody");
        assertThat(server.send("GET", "/api/interface").body()).isEqualTo("anybody");
        assertThat(server.send("POST", "/api/admin").body()).isEqualTo("the secret");
    }

    @Test
    void refusesWhatIsNotAnnotatedIfTold() throws Exception {
        try (RunningServer strict =
                surroundings.start(Setup.of(APPLICATION).with("gatehouse.deny-unannotated", "true"))) {
            refusesUnannotated(strict);
        }
        try (RunningServer strict = surroundings.start(Setup.of("io.gatehouse.rest.app.DenyingApplication"))) {
            refusesUnannotated(strict);
        }
    }

    private static void refusesUnannotated(RunningServer strict) throws Exception {
        assertThat(code(strict.send("GET", "/api/unannotated"))).contains("CREDENTIALS_MISSING");
        assertThat(code(strict.send("GET", "/api/unannotated", GRACE))).contains("FORBIDDEN");
        assertThat(code(strict.send("GET", "/api/interface", GRACE))).contains("FORBIDDEN");
        assertThat(code(strict.send("POST", "/api/admin", GRACE))).contains("FORBIDDEN");
        assertThat(strict.send("GET", "/api/admin", GRACE).body()).isEqualTo("the secret");
        assertThat(strict.send("GET", "/api/open").body()).isEqualTo("the secret");
    }

    @Test
    void asksForTheClassesRoleUnlessTheMethodSaysMore() throws Exception {
        for (String path : List.of("/api/class", "/api/heir")) {
            assertThat(code(server.send("GET", path))).as(path).contains("CREDENTIALS_MISSING");
            assertThat(code(server.send("GET", path, ADA))).as(path).contains("FORBIDDEN");
            assertThat(server.send("GET", path, GRACE).body()).as(path).isEqualTo("the secret");
            assertThat(server.send("GET", path + "/open").body()).as(path).isEqualTo("the secret");
        }
    }

    @Test
    void findsAnnotationsOfInterfaces() throws Exception {
        assertThat(code(server.send("GET", "/api/interface/1"))).contains("CREDENTIALS_MISSING");
        assertThat(code(server.send("GET", "/api/interface/1", ADA))).contains("FORBIDDEN");
        assertThat(server.send("GET", "/api/interface/1", GRACE).body()).isEqualTo("the secret");
    }

    @Test
    void asksBeforeALocatorRuns() throws Exception {
        int before = runs();
        for (String id : List.of("1", "2")) {
            HttpResponse<String> anonymous = server.send("GET", "/api/locators/guarded/" + id);
            assertThat(anonymous.statusCode()).as(id).isEqualTo(401);
            assertThat(code(anonymous)).as(id).contains("CREDENTIALS_MISSING");
            assertThat(anonymous.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(anonymous.headers().allValues("WWW-Authenticate")).hasSize(2);
            assertThat(code(server.send("GET", "/api/locators/guarded/" + id, ADA)))
                    .as(id)
                    .contains("FORBIDDEN");
            assertThat(code(server.send("GET", "/api/locators/guarded/" + id + "/no/such/thing")))
                    .as(id)
                    .contains("CREDENTIALS_MISSING");
        }
        assertThat(runs()).isEqualTo(before);
        assertThat(server.send("GET", "/api/locators/guarded/1", GRACE).body()).isEqualTo("sub open");
        assertThat(server.send("GET", "/api/locators/guarded/2", GRACE).statusCode())
                .isEqualTo(404);
        assertThat(runs()).isEqualTo(before + 2);
    }

    @Test
    void guardsWhatLocatorsReturn() throws Exception {
        for (String locator : List.of("open", "by-class", "as-object")) {
            String path = "/api/locators/" + locator;
            assertThat(server.send("GET", path).body()).as(locator).isEqualTo("sub open");
            assertThat(code(server.send("GET", path + "/write"))).as(locator).contains("CREDENTIALS_MISSING");
            HttpResponse<String> refused = server.send("GET", path + "/write", ADA);
            assertThat(code(refused)).as(locator).contains("SCOPE_INSUFFICIENT");
            assertThat(server.send("GET", path + "/write", GRACE).body())
                    .as(locator)
                    .isEqualTo("the secret");
        }
    }

    @Test
    void asksBeforeALocatorOfASubResourceRuns() throws Exception {
        int before = runs();
        assertThat(code(server.send("GET", "/api/locators/as-object/deeper"))).contains("CREDENTIALS_MISSING");
        assertThat(code(server.send("GET", "/api/locators/as-object/deeper", ADA)))
                .contains("FORBIDDEN");
        assertThat(runs()).isEqualTo(before);
        assertThat(server.send("GET", "/api/locators/as-object/deeper/deeper", GRACE)
                        .body())
                .isEqualTo("sub open");
        assertThat(runs()).isEqualTo(before + 2);
    }

    @Test
    void tellsResourcesWhoIsCalling() throws Exception {
        assertThat(server.send("GET", "/api/who").body()).isEqualTo("nobody by null, admin false, secure false");
        assertThat(server.send("GET", "/api/who", ADA).body()).isEqualTo("ada by bearer, admin false, secure false");
        assertThat(server.send("GET", "/api/who", GRACE).body()).isEqualTo("grace by bearer, admin true, secure false");
        assertThat(server.send("GET", "/api/who", "X-Key", "grace").body())
                .isEqualTo("grace by api-key, admin true, secure false");
    }

    /** Whether the start fails or every request does is the implementation's affair; nobody gets in. */
    @Test
    void servesNothingThatContradictsItself() throws Exception {
        try (RunningServer server = surroundings.start(Setup.of("io.gatehouse.rest.app.ContradictingApplication"))) {
            assertThat(server.send("GET", "/api/contradicting", GRACE).statusCode())
                    .isGreaterThanOrEqualTo(500);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("did not start");
        }
    }

    /** The application signs people in by the container, which knows nobody here. */
    @Test
    void closesWithoutAnEngine() throws Exception {
        try (RunningServer bare = surroundings.start(Setup.of(APPLICATION).with("engine", "none"))) {
            assertThat(bare.send("GET", "/api/open").body()).isEqualTo("the secret");
            assertThat(code(bare.send("GET", "/api/admin", GRACE))).contains("CREDENTIALS_MISSING");
            assertThat(code(bare.send("GET", "/api/closed"))).contains("CREDENTIALS_MISSING");
            assertThat(code(bare.send("GET", "/api/read", GRACE))).contains("INTERNAL_ERROR");
            assertThat(code(bare.send("GET", "/api/signed-in", GRACE))).contains("INTERNAL_ERROR");
            assertThat(code(bare.send("GET", "/api/locators/guarded/1", GRACE))).contains("CREDENTIALS_MISSING");
        }
    }

    private int runs() throws Exception {
        return Integer.parseInt(server.send("GET", "/api/locators/runs").body());
    }

    private static Optional<String> code(HttpResponse<String> response) {
        int at = response.body().indexOf("\"code\":\"");
        return at < 0
                ? Optional.of(response.statusCode() + " " + response.body())
                : Optional.of(response.body().substring(at + 8, response.body().indexOf('"', at + 8)));
    }

    private static Map<String, List<String>> fields(HttpResponse<String> response) {
        Map<String, List<String>> fields = new TreeMap<>(response.headers().map());
        fields.keySet().removeAll(List.of("date", "connection", "keep-alive"));
        fields.replaceAll((name, lines) -> name.equals("content-type")
                ? List.of(lines.get(0).replace(" ", "").toLowerCase(java.util.Locale.ROOT))
                : lines);
        return fields;
    }
}
