package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Tomcat as it is downloaded, with the example deployed, for the tests of one class: a process of its own, with a base directory of its
 * own below {@code target/}. Of the stock configuration four things are changed: the port is picked by the system, the shutdown port is
 * off, redeployment is looked for each second, and the library logs all it ever would.
 */
final class StockTomcat implements BeforeAllCallback, AfterAllCallback {
    /** The issuer of the example's tokens. */
    static final String PUBLIC_URL = "https://shop.example";

    private static final Pattern STARTED = Pattern.compile("Starting ProtocolHandler \\[\"http-nio-.*-(\\d+)\"]");
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final Path home;
    private final Path base;
    private final String contextPath;
    private final String readyPath;
    private final WarSource war;
    private final Secrets secrets = new Secrets();
    private final String password = secrets.generate();
    private final Map<String, String> environment = new HashMap<>();
    private ServerProcess process;
    private int port;
    private int deployments;

    /**
     * A Tomcat that starts before the class's tests.
     *
     * @param name {@code tomcat10} or {@code tomcat11}
     * @param contextPath where the example is deployed; empty for the root
     */
    StockTomcat(String name, String contextPath) {
        this(name, contextPath, "/api/public/ping", password -> Path.of(System.getProperty("gatehouse.war")));
    }

    /**
     * A Tomcat with another application.
     *
     * @param name {@code tomcat10} or {@code tomcat11}
     * @param contextPath where the application is deployed; empty for the root
     * @param readyPath what answers 200 as soon as it runs
     * @param war makes the WAR
     */
    StockTomcat(String name, String contextPath, String readyPath, WarSource war) {
        this.readyPath = readyPath;
        this.war = war;
        this.name = name;
        this.home = Path.of(System.getProperty("gatehouse." + name));
        this.base = Path.of("target", "base-" + name).toAbsolutePath();
        this.contextPath = contextPath;
        environment.putAll(Map.of("DEMO_PASSWORD", password, "PUBLIC_URL", PUBLIC_URL));
    }

    /** Gives the process a variable of its environment; before it starts. */
    StockTomcat with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        prepareBase(home, base);
        deploy(contextPath);
        process = ServerProcess.java(
                base,
                base.resolve("logs/console.log"),
                environment,
                List.of(
                        // as bin/catalina.sh does: Tomcat looks for what an application leaves behind
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                        "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                        "-Dcatalina.home=" + home,
                        "-Dcatalina.base=" + base,
                        "-Djava.io.tmpdir=" + base.resolve("temp"),
                        "-cp",
                        home.resolve("bin/bootstrap.jar")
                                + System.getProperty("path.separator")
                                + home.resolve("bin/tomcat-juli.jar"),
                        "org.apache.catalina.startup.Bootstrap",
                        "start"));
        try {
            port = Integer.parseInt(process.awaitOutput(STARTED).group(1));
            awaitDeployed(contextPath);
        } catch (Throwable e) {
            process.close();
            throw e;
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (process != null) {
            process.close();
        }
    }

    int port() {
        return port;
    }

    String contextPath() {
        return contextPath;
    }

    /** The password of the demo accounts. */
    String password() {
        return password;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Talks to the example. */
    Client client() {
        return clientOf(contextPath);
    }

    /** Talks to the example under another context path. */
    Client clientOf(String path) {
        return new Client("http://127.0.0.1:" + port + path, secrets);
    }

    /** Puts the WAR there, or puts a newer one in its place. */
    void deploy(String path) throws IOException {
        deploy(path, war.make(password));
    }

    /** Puts another WAR there, or in the place of what is there. */
    void deploy(String path, Path file) throws IOException {
        Path staged = base.resolve("temp/staged.war");
        Files.copy(file, staged, StandardCopyOption.REPLACE_EXISTING);
        // Tomcat goes by the file's time, and leaves files alone that have changed just now
        deployments++;
        Files.setLastModifiedTime(staged, FileTime.from(BUILT.plusSeconds(60L * deployments)));
        Files.move(staged, war(path), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the WAR, and waits until nothing of it is left. */
    void undeploy(String path) throws IOException {
        Files.delete(war(path));
        Path unpacked = base.resolve("webapps" + path);
        awaitThat(unpacked + " is removed, which comes last", () -> Files.notExists(unpacked));
    }

    void awaitDeployed(String path) {
        awaitThat(path + " answers", () -> clientOf(path).get(readyPath).status() == 200);
    }

    void awaitThat(String what, Condition condition) {
        process.awaitThat(what, () -> condition.holds() ? true : null);
    }

    /** Everything that was logged so far, by file. */
    Map<Path, String> logs() throws IOException {
        try (Stream<Path> files = Files.walk(base.resolve("logs"))) {
            return files.filter(Files::isRegularFile).collect(Collectors.toMap(file -> file, StockTomcat::read));
        }
    }

    @Override
    public String toString() {
        return name + " with the example at /" + contextPath;
    }

    private Path war(String path) {
        return base.resolve("webapps").resolve((path.isEmpty() ? "ROOT" : path.substring(1)) + ".war");
    }

    static void prepareBase(Path home, Path base) throws IOException {
        deleteTree(base);
        for (String directory : List.of("conf", "logs", "temp", "webapps", "work")) {
            Files.createDirectories(base.resolve(directory));
        }
        try (Stream<Path> files = Files.list(home.resolve("conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, base.resolve("conf").resolve(file.getFileName()));
            }
        }
        Path configuration = base.resolve("conf/server.xml");
        String server = read(configuration);
        server = replaceOnce(server, "<Server port=\"8005\"", "<Server port=\"-1\"");
        server = replaceOnce(
                server,
                "\n    <Connector port=\"8080\" protocol=\"HTTP/1.1\"",
                "\n    <Connector port=\"0\" address=\"127.0.0.1\" protocol=\"HTTP/1.1\"");
        server = replaceOnce(
                server,
                "\n    <Engine name=\"Catalina\" defaultHost=\"localhost\">",
                "\n    <Engine name=\"Catalina\" defaultHost=\"localhost\" backgroundProcessorDelay=\"1\">");
        server = replaceOnce(server, "directory=\"logs\"", "directory=\"logs\" buffered=\"false\"");
        Files.writeString(configuration, server);
        Files.writeString(
                base.resolve("conf/logging.properties"), "\nio.gatehouse.level = ALL\n", StandardOpenOption.APPEND);
    }

    private static String replaceOnce(String text, String old, String replacement) {
        assertThat(text).containsOnlyOnce(old);
        return text.replace(old, replacement);
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a WAR whose accounts have a password. */
    @FunctionalInterface
    interface WarSource {
        Path make(String password) throws IOException;
    }

    /** Something that becomes so. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }
}
