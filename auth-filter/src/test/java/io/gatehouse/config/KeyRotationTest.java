package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthRequest;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.login.Account;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.testkit.RequestBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code docs/configuration.md} changes the key of two nodes under load: no request fails. */
final class KeyRotationTest {
    private static final int CLIENTS = 4;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SCRIPT =
            Pattern.compile("<!-- rotate-key.sh: run by KeyRotationTest -->\n```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore served = new Semaphore(0);
    private SettingsScene scene;
    private Path keys;
    private volatile boolean stopped;

    @BeforeEach
    void setUp() throws Exception {
        scene = new SettingsScene(directory);
        scene.write("keys/20250101T000000Z.pem", SettingsScene.pem("secp256r1"));
        keys = directory.resolve("keys");
        Matcher script = SCRIPT.matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
        assertThat(script.find()).isTrue();
        scene.write("rotate-key.sh", script.group(1));
        SharedStores.named(directory.toString())
                .insert(
                        new Account("ada", "ada@example.com", Set.of("user"), Set.of(), true),
                        PasswordHashing.of(Argon2Policy.standard(), RANDOM).hash(SettingsScene.PASSWORD));
    }

    private AuthEngine node() {
        String settings = """
                gatehouse.tokens.issuer = https://shop.example
                gatehouse.tokens.audience = shop-api
                gatehouse.tokens.key = file:KEYS
                gatehouse.secrets.reread = 1s
                gatehouse.secrets.announce = 3s
                gatehouse.login.enabled = true
                gatehouse.store = shared
                gatehouse.store.under = DIR
                """.replace("KEYS", keys.toString()).replace("DIR", directory.toString());
        return scene.read(settings, scene.withStores(SharedStores.class)).start();
    }

    @Test
    void noRequestFailsWhileTheScriptChangesTheKey() throws Exception {
        try (AuthEngine first = node();
                AuthEngine second = node()) {
            List<AuthEngine> nodes = List.of(first, second);
            List<Visitor> visitors = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Visitor visitor = new Visitor(nodes, i);
                visitors.add(visitor);
                threads.add(new Thread(visitor));
            }
            try {
                threads.forEach(Thread::start);
                step();
                String old = visitors.get(0).token;
                run("new");
                stepUntil(
                        () -> nodes.stream().noneMatch(node -> kid(login(node)).equals(kid(old))));
                stepUntil(() -> visitors.stream().noneMatch(it -> kid(it.token).equals(kid(old))));
                assertThat(call(first, old)).isEqualTo(200);
                assertThat(call(second, old)).isEqualTo(200);
                run("old");
                stepUntil(() -> call(first, old) == 401 && call(second, old) == 401);
                step();
            } finally {
                stopped = true;
                for (Thread thread : threads) {
                    thread.join();
                }
            }
            assertThat(failures).isEmpty();
            try (var files = Files.list(keys)) {
                assertThat(files).hasSize(1);
            }
        }
    }

    @Test
    void aFirstKeyWhoseNameWouldStayTheLastIsNeitherOutrunNorKeptAlone() throws Exception {
        Path first = keys.resolve("key.pem");
        scene.write("keys/key.pem", SettingsScene.pem("secp256r1"));
        assertThat(exitOf("new")).isEqualTo(1);
        assertThat(exitOf("old")).isEqualTo(1);
        assertThat(names()).containsExactly("20250101T000000Z.pem", "key.pem");
        Files.move(first, keys.resolve("00000000T000000Z.pem"));
        run("new");
        assertThat(names()).hasSize(3).startsWith("00000000T000000Z.pem", "20250101T000000Z.pem");
        String next = names().get(2);
        run("old");
        assertThat(names()).containsExactly(next);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(keys)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    /** Time goes on when every visitor has been at both nodes. */
    private void step() throws InterruptedException {
        scene.clock.advance(Duration.ofSeconds(1));
        served.drainPermits();
        assertThat(served.tryAcquire(4 * CLIENTS, 60, TimeUnit.SECONDS))
                .as("requests go on: %s", failures)
                .isTrue();
    }

    private void stepUntil(BooleanSupplier state) throws InterruptedException {
        for (int i = 0; i < 30 && !state.getAsBoolean(); i++) {
            step();
        }
        assertThat(state.getAsBoolean()).isTrue();
    }

    private void run(String what) throws IOException, InterruptedException {
        assertThat(exitOf(what)).isZero();
    }

    private int exitOf(String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "bash", directory.resolve("rotate-key.sh").toString(), what, keys.toString())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static String login(AuthEngine node) {
        return member(
                reply(
                        node,
                        RequestBuilder.post("/api/auth/login")
                                .json(Map.of("email", "ada@example.com", "password", SettingsScene.PASSWORD))
                                .build()),
                "accessToken");
    }

    private static int call(AuthEngine node, String token) {
        return node.decide(RequestBuilder.get("/api/x").bearer(token).build(), Requirement.anyone())
                .match(allow -> 200, answer -> answer.reply().status());
    }

    private static Reply reply(AuthEngine node, AuthRequest request) {
        Reply reply = node.decide(request, Requirement.anyone())
                .match(
                        allow -> {
                            throw new AssertionError("went to the application");
                        },
                        answer -> answer.reply());
        if (reply.status() != 200) {
            throw new AssertionError(request.path() + " was answered " + reply.status() + " " + reply.body());
        }
        return reply;
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return text(header, "kid");
    }

    private static String member(Reply reply, String name) {
        return text(reply.body().getBytes(StandardCharsets.UTF_8), name);
    }

    private static String text(byte[] json, String name) {
        try {
            return Json.parseObject(json).string(name).orElseThrow();
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    /** Logs in, calls both nodes, refreshes on one of them, and tells what failed. */
    private final class Visitor implements Runnable {
        private final List<AuthEngine> nodes;
        private int round;
        private volatile String token;

        private Visitor(List<AuthEngine> nodes, int start) {
            this.nodes = nodes;
            this.round = start;
            this.token = login(nodes.get(0));
        }

        @Override
        public void run() {
            try {
                while (!stopped) {
                    visit();
                }
            } catch (AssertionError | RuntimeException e) {
                failures.add(String.valueOf(e));
            }
        }

        private void visit() {
            AuthEngine here = nodes.get(round % 2);
            Reply login = reply(
                    here,
                    RequestBuilder.post("/api/auth/login")
                            .json(Map.of("email", "ada@example.com", "password", SettingsScene.PASSWORD))
                            .build());
            token = member(login, "accessToken");
            String refresh = member(login, "refreshToken");
            for (int i = 0; i < 10; i++) {
                callAll();
                Reply refreshed = reply(
                        nodes.get(i % 2),
                        RequestBuilder.post("/api/auth/refresh")
                                .json(Map.of("refreshToken", refresh))
                                .build());
                token = member(refreshed, "accessToken");
                refresh = member(refreshed, "refreshToken");
                callAll();
                served.release();
            }
            round++;
        }

        private void callAll() {
            for (AuthEngine node : nodes) {
                int status = call(node, token);
                if (status != 200) {
                    failures.add("a call was answered " + status);
                }
            }
        }
    }
}
