package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Baseline.Call;
import io.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A Jakarta EE application with EJBs and a login form of its own, before and after the library was put into it: two WARs on one Payara. What
 * the rules leave to the container goes on as before; what they name is the library's.
 */
final class DropInPayaraIT {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();
    private static final String ROBOT = "robot@office.example";
    private static final List<Call> CALLS = List.of(
            Call.get("/index.html"),
            Call.get("/"),
            Call.get("/login.html"),
            Call.get("/desk"),
            Call.get("/nothing"),
            Call.get("/api/expenses"),
            Call.get("/api/expenses/list"));
    private static final Set<String> OPEN = Set.of("/index.html", "/", "/login.html", "/desk", "/nothing");

    private static ServerProcess payara;
    private static int port;
    private static Client before;
    private static Client after;
    private static Baseline baseline;

    @BeforeAll
    static void start() throws Exception {
        DropIn office = new DropIn("office", List.of());
        Path directory =
                Files.createDirectories(Path.of("target", "payara-drop-in").toAbsolutePath());
        port = ServerProcess.freePort();
        payara = ServerProcess.java(
                directory,
                directory.resolve("console.log"),
                Map.of(
                        "OFFICE_PASSWORD",
                        PASSWORD,
                        "ROBOT_PASSWORD",
                        PASSWORD,
                        "OFFICE_SIGNING_KEY",
                        DropIn.signingKey()),
                List.of(
                        "-Xmx512m",
                        "-jar",
                        System.getProperty("gatehouse.payara-micro"),
                        "--deploy",
                        office.before().toAbsolutePath().toString(),
                        "--deploy",
                        office.after().toAbsolutePath().toString(),
                        "--port",
                        Integer.toString(port),
                        "--rootDir",
                        directory.resolve("root").toString(),
                        "--nohazelcast",
                        "--disablephonehome"));
        try {
            payara.awaitOutput(Pattern.compile("Payara Micro .* ready in"), Duration.ofMinutes(2));
            before = new Client("http://localhost:" + port + "/office-before", SECRETS);
            after = new Client("http://localhost:" + port + "/office", SECRETS);
            // the server itself says SAMEORIGIN, the library DENY
            baseline = Baseline.of(before, CALLS, "etag", "last-modified", "x-frame-options");
        } catch (Throwable e) {
            payara.close();
            throw e;
        }
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    @Test
    void refusesProgramsWithoutCredentialsAndLeavesThePagesAsTheyWere() throws IOException {
        baseline.isRefusedWithoutCredentials(after, OPEN);
    }

    @Test
    void answersProgramsAsBefore() throws IOException {
        baseline.stillHolds(after, token());
        baseline.stillHolds(after, key());
    }

    @Test
    void theApplicationsOwnLoginGoesOnWorking() throws IOException {
        for (Client client : List.of(before, after)) {
            assertThat(client.get("/desk").is(200).body()).contains("j_security_check");
            assertThat(client.get("/desk", "Cookie", signedIn(client, "olga"))
                            .is(200)
                            .body())
                    .isEqualTo("desk of olga, manager true, approved by olga, pencils, paper");
            assertThat(client.get("/desk", "Cookie", signedIn(client, "otto"))
                            .is(200)
                            .body())
                    .isEqualTo("desk of otto, manager false, not approved, pencils, paper");
            assertThat(client.get("/leave", "Cookie", signedIn(client, "otto"))
                            .is(200)
                            .body())
                    .isEqualTo("bye otto, now null");
            assertThat(signIn(client, "olga", "not the password").page().body()).contains("wrong name or password");
        }
    }

    @Test
    void theContainersLoginOpensNothingOfTheLibrarys() throws IOException {
        String olga = signedIn(after, "olga");
        after.get("/api/expenses", "Cookie", olga).isProblem(401, "CREDENTIALS_MISSING");
        // nor the other way round
        assertThat(after.get("/desk", token()).body()).contains("j_security_check");
    }

    @Test
    void aProgramActsForNobodyAtTheContainer() throws IOException {
        assertThat(after.get("/api/expenses/who", token()).is(200).body())
                .isEqualTo("robot, manager false, not approved, pencils, paper");
        String olga = signedIn(after, "olga");
        String[] token = token();
        // for the servlet this would be the robot, for the EJB it would be Olga
        after.get("/api/expenses/who", token[0], token[1], "Cookie", olga).isProblem(400, "CREDENTIALS_AMBIGUOUS");
    }

    @Test
    void findsNoWayByAnotherSpelling() throws IOException {
        List<String> found = new ArrayList<>();
        for (String spelling : HostileUrlJourney.spellings("expenses")) {
            String target = spelling.startsWith("/") ? "/office" + spelling : spelling;
            RawHttp.Response answer = RawHttp.exchange(port, "GET", target);
            if (answer.status() >= 500 || answer.body().contains("pencils")) {
                found.add(target + " -> " + answer.status() + " " + answer.body());
            }
        }
        assertThat(found).isEmpty();
    }

    private static String[] token() throws IOException {
        return after.login(ROBOT, PASSWORD).bearer();
    }

    private static String[] key() throws IOException {
        Answer made =
                after.postJson("/api/apikeys", Map.of("name", "robot"), token()).is(201);
        return new String[] {"X-API-Key", made.text("apiKey")};
    }

    private static String signedIn(Client client, String name) throws IOException {
        SignedIn signedIn = signIn(client, name, PASSWORD);
        assertThat(signedIn.page().is(200).body()).startsWith("desk of " + name);
        return signedIn.session();
    }

    /** As a browser does: to a page, from there to the form, and on to where that leads. */
    private static SignedIn signIn(Client client, String name, String password) throws IOException {
        String session = cookie(client.get("/desk"));
        Answer answer = client.postText(
                "/j_security_check",
                FORM,
                "j_username=" + name + "&j_password=" + URLEncoder.encode(password, StandardCharsets.UTF_8),
                "Cookie",
                session);
        session = renewed(session, answer);
        Answer page = answer.status() == 200 ? answer : client.get(path(answer), "Cookie", session);
        return new SignedIn(page, renewed(session, page));
    }

    private static String renewed(String session, Answer answer) {
        return answer.values("Set-Cookie").isEmpty() ? session : cookie(answer);
    }

    /** Where a redirect leads, below the application. */
    private static String path(Answer answer) {
        String path = URI.create(answer.values("Location").get(0)).getPath();
        return path.substring(path.indexOf('/', 1));
    }

    private record SignedIn(Answer page, String session) {}

    private static String cookie(Answer answer) {
        assertThat(answer.values("Set-Cookie"))
                .as("%s: %s", answer.status(), answer.body())
                .isNotEmpty();
        String line = answer.values("Set-Cookie").get(0);
        return line.substring(0, line.indexOf(';'));
    }
}
