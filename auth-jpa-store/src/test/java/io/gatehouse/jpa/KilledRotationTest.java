package io.gatehouse.jpa;

import static io.gatehouse.jpa.StoresScene.object;
import static io.gatehouse.jpa.StoresScene.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.Reply;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.SignatureAlgorithm;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The server is killed while clients refresh their logins: each of them can go on with the last token that it got, and with no other. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"hibernate", "eclipselink"})
final class KilledRotationTest {
    private static final int CLIENTS = 16;
    private static final int KILLS = 1;

    @Parameter
    String provider;

    private final MutableClock clock = MutableClock.create();
    private final AtomicInteger rotations = new AtomicInteger();
    private final PostgresProcess server = new PostgresProcess();
    private final HikariDataSource pool = server.pool(CLIENTS);
    private TestNode node;
    private StoresScene scene;

    /** What a client got, in this order; it throws the older ones away. */
    private record Client(List<String> tokens) {
        String last() {
            return tokens.get(tokens.size() - 1);
        }

        List<String> usedUp() {
            return tokens.subList(0, tokens.size() - 1);
        }
    }

    @BeforeEach
    void start() {
        SchemaMigration.migrate(pool);
        node = TestNode.start(provider, pool);
        scene = new StoresScene(
                node.transactions(), KeyRing.generate(SignatureAlgorithm.ES256, clock, new SecureRandom()), clock);
        scene.addAda();
    }

    @AfterEach
    void stop() {
        node.close();
        server.close();
    }

    @Test
    void noClientLosesItsLoginAndNoUsedUpTokenIsGoodAgain() throws Exception {
        List<Client> clients = Stream.generate(this::signedIn).limit(CLIENTS).toList();
        for (int i = 0; i < KILLS; i++) {
            refreshUntilItIsKilled(clients);
            startAgain();
            assertThat(familiesWithOtherThanOneLiveToken()).isZero();
        }
        for (Client client : clients) {
            assertThat(refresh(client)).as("the login goes on").isEqualTo(200);
        }
        assertThat(familiesWithOtherThanOneLiveToken()).isZero();
        clock.advance(Duration.ofMinutes(1));
        for (Client client : clients) {
            Reply newest = scene.refresh(client.usedUp().get(client.usedUp().size() - 1));
            assertThat(text(object(newest), "code")).isEqualTo("REFRESH_TOKEN_REUSED");
            assertThat(client.tokens())
                    .as("its login is over")
                    .allSatisfy(
                            token -> assertThat(scene.refresh(token).status()).isEqualTo(401));
        }
    }

    @Test
    void aRotationThatHappenedAlthoughNobodyHeardOfItIsNoReuse() throws SQLException {
        Client client = signedIn();
        // Commits are written, and then wait for another server to have them as well, which there is not
        execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        execute("SELECT pg_reload_conf()");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::commitsAreNotConfirmed);
        assertThat(scene.refresh(client.last()).status()).isEqualTo(503);
        execute("ALTER SYSTEM RESET synchronous_standby_names");
        server.kill();
        startAgain();
        assertThat(count("SELECT COUNT(*) FROM gatehouse_refresh_token WHERE used_at IS NOT NULL"))
                .as("it happened")
                .isOne();
        assertThat(refresh(client)).isEqualTo(200);
        Reply again = scene.refresh(client.usedUp().get(0));
        assertThat(text(object(again), "code")).as("it is handed out once").isEqualTo("REFRESH_TOKEN_REUSED");
    }

    @Test
    void aRotationThatDidNotHappenLeavesTheTokenAsItWas() throws SQLException {
        Client client = signedIn();
        try (Connection other = DriverManager.getConnection(pool.getJdbcUrl());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeQuery("SELECT 1 FROM gatehouse_refresh_family FOR UPDATE");
            assertThat(scene.refresh(client.last()).status()).isEqualTo(503);
            server.kill();
        }
        startAgain();
        assertThat(count("SELECT COUNT(*) FROM gatehouse_refresh_token WHERE used_at IS NOT NULL"))
                .as("it did not happen")
                .isZero();
        assertThat(refresh(client)).isEqualTo(200);
        assertThat(refresh(client)).isEqualTo(200);
    }

    /** Longer than the retry window after what failed: only what is known of unanswered rotations helps. */
    private void startAgain() {
        server.start();
        clock.advance(Duration.ofMinutes(1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> scene.login().status() == 200);
    }

    private Client signedIn() {
        return new Client(new ArrayList<>(List.of(text(object(scene.login()), "refreshToken"))));
    }

    private int refresh(Client client) {
        Reply reply = scene.refresh(client.last());
        if (reply.status() == 200) {
            client.tokens().add(text(object(reply), "refreshToken"));
        }
        return reply.status();
    }

    private void refreshUntilItIsKilled(List<Client> clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            int before = rotations.get();
            List<Future<Integer>> running = clients.stream()
                    .<Callable<Integer>>map(client -> () -> refreshUntilItFails(client))
                    .map(threads::submit)
                    .toList();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> rotations.get() > before + 10 * CLIENTS);
            server.kill();
            for (Future<Integer> client : running) {
                assertThat(client.get(60, TimeUnit.SECONDS)).isEqualTo(503);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int refreshUntilItFails(Client client) {
        while (true) {
            int status = refresh(client);
            if (status != 200) {
                return status;
            }
            rotations.incrementAndGet();
        }
    }

    private boolean commitsAreNotConfirmed() {
        try {
            execute("UPDATE gatehouse_schema SET version = version");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private int familiesWithOtherThanOneLiveToken() throws SQLException {
        return count("SELECT COUNT(*) FROM gatehouse_refresh_family f WHERE 1 <>"
                + " (SELECT COUNT(*) FROM gatehouse_refresh_token t WHERE t.family_id = f.id AND t.used_at IS NULL)");
    }

    private int count(String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
