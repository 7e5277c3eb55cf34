package io.gatehouse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The server that the README's run command starts, in a process of its own, on a port that the system picks, or {@code PORT} names. */
final class ExampleRunner implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("The example is on http://localhost:(\\d+) ");

    private final ServerProcess process;
    private final int port;

    private ExampleRunner(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it with no data, and waits until it says that it listens.
     *
     * @param name of the directory below {@code target/} that it works in
     */
    static ExampleRunner start(String name, Map<String, String> environment) throws IOException {
        StockTomcat.deleteTree(Path.of("target", name).toAbsolutePath());
        return startAgain(name, environment);
    }

    /** Starts it with the data that one of the same name has left. */
    static ExampleRunner startAgain(String name, Map<String, String> environment) throws IOException {
        return startAgain(name, environment, Path.of(System.getProperty("gatehouse.war")));
    }

    /** Starts it with another application. */
    static ExampleRunner startAgain(String name, Map<String, String> environment, Path war) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", name).toAbsolutePath());
        Path temporary = Files.createDirectories(directory.resolve("temp"));
        Map<String, String> complete = new LinkedHashMap<>(environment);
        complete.putIfAbsent("PORT", "0");
        ServerProcess process = ServerProcess.java(
                directory,
                directory.resolve("console.log"),
                complete,
                List.of(
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("gatehouse.runner"),
                        "io.gatehouse.example.server.ExampleServer",
                        war.toString()));
        try {
            return new ExampleRunner(
                    process, Integer.parseInt(process.awaitOutput(LISTENING).group(1)));
        } catch (Throwable e) {
            process.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** What it has printed so far. */
    String output() {
        return process.output();
    }

    /** Waits until it has printed the last line of what to try. */
    void awaitAllPrinted() {
        process.awaitOutput(Pattern.compile("README\\.md"));
    }

    Client client(Secrets secrets) {
        return new Client("http://localhost:" + port, secrets);
    }

    /** Ends it at once. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
