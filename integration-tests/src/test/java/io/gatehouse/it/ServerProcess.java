package io.gatehouse.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A program in a process of its own, whose output goes to a file. Closing it ends it and everything that it started. */
final class ServerProcess implements AutoCloseable {
    /** How long anything may take that a server does by itself; only a broken one takes nearly as long. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Process process;
    private final Path output;
    private final Thread atExit;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.atExit = new Thread(this::destroy);
    }

    /** Starts a Java program, as {@link #program} does. The arguments are those of {@code java}. */
    static ServerProcess java(Path directory, Path output, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // 2 cores and several servers: a small heap and the quick compiler start sooner
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        return program(directory, output, environment, command);
    }

    /**
     * Starts a program.
     *
     * @param directory where it runs
     * @param output the file for what it prints
     * @param environment what it is told besides the environment of this process; variables that name this application's settings
     *     are not inherited
     * @param command the program and its arguments
     */
    static ServerProcess program(Path directory, Path output, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeAll(List.of(
                        "PORT",
                        "PUBLIC_URL",
                        "TRUSTED_PROXIES",
                        "DEMO_PASSWORD",
                        "DATA_DIR",
                        "DATABASE_URL",
                        "DATABASE_USER",
                        "DATABASE_PASSWORD",
                        "SIGNING_KEY_FILE",
                        "OIDC_ISSUER",
                        "OIDC_CLIENT_ID",
                        "OIDC_CLIENT_SECRET",
                        "OIDC_NAME",
                        "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        ServerProcess server = new ServerProcess(builder.start(), output);
        Runtime.getRuntime().addShutdownHook(server.atExit);
        return server;
    }

    /** A port that is free now. For what must know its port before it starts. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** What it has printed so far. */
    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the program to print something. */
    MatchResult awaitOutput(Pattern pattern) {
        return awaitOutput(pattern, PATIENCE);
    }

    /** Waits for a program that is slow to print something. */
    MatchResult awaitOutput(Pattern pattern, Duration patience) {
        return awaitThat("its output has " + pattern, patience, () -> {
            Matcher matcher = pattern.matcher(output());
            return matcher.find() ? matcher.toMatchResult() : null;
        });
    }

    /**
     * Waits for something that this server does.
     *
     * @param what a sentence for the failure
     * @param found answers null, or throws an I/O exception, as long as it is not so
     */
    <T> T awaitThat(String what, Probe<T> found) {
        return awaitThat(what, PATIENCE, found);
    }

    private <T> T awaitThat(String what, Duration patience, Probe<T> found) {
        try {
            return await(what)
                    .atMost(patience)
                    .pollInterval(POLL)
                    .pollInSameThread()
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(
                            () -> {
                                if (!process.isAlive()) {
                                    throw new IllegalStateException("the server ended");
                                }
                                return found.ask();
                            },
                            answer -> answer != null);
        } catch (ConditionTimeoutException | IllegalStateException e) {
            throw new AssertionError(what + ": not so. The server says:\n" + output(), e);
        }
    }

    /** Ends it at once, as the kernel does when memory is short. */
    void kill() {
        process.destroyForcibly();
        close();
    }

    @Override
    public void close() {
        destroy();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void destroy() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks whether something is so already. */
    @FunctionalInterface
    interface Probe<T> {
        @Nullable
        T ask() throws Exception;
    }
}
