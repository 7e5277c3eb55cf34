package io.gatehouse.example.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** Serves the WAR that the first argument names on the port in {@code PORT}, 8080 without it. */
public final class ExampleServer {

    /** What has little to say to people who try the example. Kept, or the levels would be lost with the loggers. */
    private static final List<Logger> QUIET = Stream.of("org.apache", "org.flywaydb", "com.zaxxer")
            .map(Logger::getLogger)
            .toList();

    private ExampleServer() {}

    public static void main(String[] arguments) throws Exception {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        Tomcat tomcat =
                start(Path.of(arguments[0]), Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")));
        System.out.println(
                TryIt.text("http://localhost:" + tomcat.getConnector().getLocalPort()));
        tomcat.getServer().await();
    }

    private static Tomcat start(Path war, int port) throws IOException, LifecycleException {
        Path base = Files.createTempDirectory("gatehouse-example");
        Files.createDirectories(base.resolve("webapps"));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addWebapp("", war.toAbsolutePath().toString());
        context.setParentClassLoader(ExampleServer.class.getClassLoader());
        context.addLifecycleListener(ExampleServer::removeJsp);
        tomcat.getHost().getPipeline().addValve(terseErrors());
        tomcat.start();
        listenOnIpv6(tomcat);
        return tomcat;
    }

    /** Error pages without Tomcat's version. */
    private static ErrorReportValve terseErrors() {
        ErrorReportValve valve = new ErrorReportValve();
        valve.setShowServerInfo(false);
        valve.setShowReport(false);
        return valve;
    }

    /** For clients to which localhost is ::1; a machine without IPv6 does without. */
    private static void listenOnIpv6(Tomcat tomcat) {
        Connector connector = new Connector();
        connector.setProperty("address", "::1");
        connector.setPort(tomcat.getConnector().getLocalPort());
        connector.setThrowOnFailure(true);
        try {
            tomcat.getService().addConnector(connector);
        } catch (IllegalArgumentException | IllegalStateException e) {
            tomcat.getService().removeConnector(connector);
        }
    }

    /** Tomcat's defaults declare a JSP compiler, which is not on the class path. */
    private static void removeJsp(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.BEFORE_START_EVENT) && event.getLifecycle() instanceof Context context) {
            context.removeServletMapping("*.jsp");
            context.removeServletMapping("*.jspx");
            context.removeChild(context.findChild("jsp"));
        }
    }
}
