package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One WAR of annotated resources, unchanged on Tomcat 10.1, Tomcat 11 and Payara. */
final class AnnotatedIT {
    private static final String READY = "/api/public/ping";

    @Nested
    final class OnTomcat10 implements AnnotatedJourney {
        @RegisterExtension
        static final StockTomcat TOMCAT =
                new StockTomcat("tomcat10", "/annotated", READY, password -> AnnotatedWar.write("annotated", password));

        @Override
        public Client client() {
            return TOMCAT.client();
        }

        @Override
        public String password() {
            return TOMCAT.password();
        }
    }

    @Nested
    final class OnTomcat11 implements AnnotatedJourney {
        @RegisterExtension
        static final StockTomcat TOMCAT =
                new StockTomcat("tomcat11", "/annotated", READY, password -> AnnotatedWar.write("annotated", password));

        @Override
        public Client client() {
            return TOMCAT.client();
        }

        @Override
        public String password() {
            return TOMCAT.password();
        }
    }

    @Nested
    final class OnPayara implements AnnotatedJourney {
        private static final Secrets SECRETS = new Secrets();
        private static final String PASSWORD = SECRETS.generate();

        private static ServerProcess payara;
        private static Client client;

        @BeforeAll
        static void start() throws IOException {
            Path directory = Files.createDirectories(
                    Path.of("target", "payara-annotated").toAbsolutePath());
            int port = ServerProcess.freePort();
            payara = ServerProcess.java(
                    directory,
                    directory.resolve("console.log"),
                    Map.of(),
                    List.of(
                            "-Xmx512m",
                            "-jar",
                            System.getProperty("gatehouse.payara"),
                            "--deploy",
                            AnnotatedWar.write("annotated", PASSWORD).toString(),
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
}
