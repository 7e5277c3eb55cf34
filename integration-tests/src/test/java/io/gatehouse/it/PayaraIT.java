package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stores on a Jakarta EE server: its data source, its persistence provider, its transactions. */
final class PayaraIT {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();

    private static EmbeddedPostgres postgres;
    private static ServerProcess payara;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        Path directory = Files.createDirectories(Path.of("target", "payara").toAbsolutePath());
        Path war = JtaWar.write(directory.resolve("ROOT.war"), postgres.getJdbcUrl("postgres", "postgres"));
        int port = ServerProcess.freePort();
        payara = ServerProcess.java(
                directory,
                directory.resolve("console.log"),
                Map.of("DEMO_PASSWORD", PASSWORD),
                List.of(
                        "-Xmx512m",
                        "-jar",
                        System.getProperty("gatehouse.payara"),
                        "--deploy",
                        war.toString(),
                        "--contextroot",
                        "/",
                        "--port",
                        Integer.toString(port),
                        "--rootDir",
                        directory.resolve("root").toString(),
                        "--nohazelcast",
                        "--disablephonehome"));
        payara.awaitOutput(Pattern.compile("Payara Micro .* ready in"));
        client = new Client("http://localhost:" + port, SECRETS);
    }

    @AfterAll
    static void stop() throws IOException {
        payara.close();
        postgres.close();
    }

    @Test
    void signsInRefreshesAndOut() throws IOException {
        Tokens tokens = client.login(Journey.ADA, PASSWORD);
        client.get("/api/auth/me", tokens.bearer()).is(200);
        Tokens next = Tokens.in(client.refresh(tokens.refresh()).is(200));
        client.post("/api/auth/logout", next.bearer()).is(204);
        client.get("/api/auth/me", next.bearer()).isProblem(401, "TOKEN_REVOKED");
        client.refresh(next.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
        client.tryLogin(Journey.ADA, "not the password").isProblem(401, "LOGIN_FAILED");
    }

    /** A logout must not come back because something else in the caller's transaction failed. */
    @Test
    void changesAreNoPartOfTheCallersTransaction() throws IOException {
        Tokens tokens = client.login(Journey.ADA, PASSWORD);
        assertThat(client.post("/rolled-back").is(200).body()).isEqualTo("{\"ended\":1,\"left\":0}");
        client.refresh(tokens.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
    }
}
