package io.gatehouse.servlet;

import io.gatehouse.testkit.RawHttp;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An application that has files and no code of ours, on a real Tomcat, which finds the initializer by itself. */
abstract class NoCodeScene {
    static final String SETTINGS = """
            gatehouse.issuers.corp.issuer = https://idp.example
            gatehouse.issuers.corp.audience = shop
            gatehouse.issuers.corp.algorithms = RS256
            gatehouse.issuers.corp.jwks = https://idp.example/jwks
            gatehouse.rules.1 = /open/** = open
            """;

    @TempDir
    Path directory;

    final Tomcat tomcat = new Tomcat();
    final Probe probe = new Probe();
    Consumer<ServletContext> byCode = servlets -> {};
    Context context;

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectories(directory.resolve("base/webapps"));
        Files.createDirectories(directory.resolve("app/WEB-INF/classes"));
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    final void start() throws Exception {
        tomcat.setBaseDir(directory.resolve("base").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false);
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml("org/apache/catalina/startup/NO_DEFAULT_XML");
        context = tomcat.addContext("", directory.resolve("app").toString());
        // the initializer is found by its service file; a search for annotations in all jars would only take time
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        context.addLifecycleListener(config);
        context.addServletContainerInitializer((types, servlets) -> byCode.accept(servlets), null);
        context.addServletContainerInitializer(
                (types, servlets) -> probe.who("/*").accept(servlets), null);
        tomcat.start();
    }

    final void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve("app/WEB-INF").resolve(file), text);
    }

    final int get(String path) throws IOException {
        return RawHttp.exchange(tomcat.getConnector().getLocalPort(), "GET", path)
                .status();
    }

    final String body(String path) throws IOException {
        return RawHttp.exchange(tomcat.getConnector().getLocalPort(), "GET", path)
                .body();
    }
}
