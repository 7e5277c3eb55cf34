package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The WAR of annotated resources on Payara Micro. */
final class PayaraMicroIT implements AnnotatedJourney {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();

    private static ServerProcess payara;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        Path directory =
                Files.createDirectories(Path.of("target", "payara-micro").toAbsolutePath());
        Path war = directory.resolve("annotated.war");
        AnnotatedWar.make("annotated.war", PASSWORD).as(ZipExporter.class).exportTo(war.toFile(), true);
        int port = ServerProcess.freePort();
        payara = ServerProcess.java(
                directory,
                directory.resolve("console.log"),
                Map.of(),
                List.of(
                        "-Xmx512m",
                        "-jar",
                        System.getProperty("gatehouse.payara-micro"),
                        "--deploy",
                        war.toString(),
                        "--contextroot",
                        "/annotated",
                        "--port",
                        Integer.toString(port),
                        "--rootDir",
                        directory.resolve("root").toString(),
                        "--nohazelcast",
                        "--disablephonehome"));
        payara.awaitOutput(Pattern.compile("Payara Micro .* ready in"));
        client = new Client("http://localhost:" + port + "/annotated", SECRETS);
    }

    @AfterAll
    static void stop() {
        if (payara != null) {
            payara.close();
        }
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public String password() {
        return PASSWORD;
    }
}
