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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The server is killed while clients refresh their logins: each of them can go on with the last token that it got. */
final class KilledRotationTest {
    private static final int CLIENTS = 16;

    private final MutableClock clock = MutableClock.create();
    private final AtomicInteger rotations = new AtomicInteger();

    @Test
    void noClientLosesItsLogin() throws Exception {
        try (PostgresProcess server = new PostgresProcess();
                HikariDataSource pool = server.pool(CLIENTS)) {
            SchemaMigration.migrate(pool);
            try (TestNode node = TestNode.start("hibernate", pool)) {
                KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, clock, new SecureRandom());
                StoresScene scene = new StoresScene(node.transactions(), keys, clock);
                scene.addAda();
                List<String> first = IntStream.range(0, CLIENTS)
                        .mapToObj(i -> text(object(scene.login()), "refreshToken"))
                        .toList();
                List<String> last = refreshUntilItIsKilled(scene, first, server);
                server.start();
                // Longer than the retry window: only what is known of unanswered rotations helps
                clock.advance(Duration.ofMinutes(1));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> scene.login().status() == 200);
                for (String token : last) {
                    assertThat(scene.refresh(token).status()).isEqualTo(200);
                }
                assertThat(familiesWithOtherThanOneLiveToken(pool)).isZero();
            }
        }
    }

    private List<String> refreshUntilItIsKilled(StoresScene scene, List<String> first, PostgresProcess server)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<String>> clients = first.stream()
                    .<Callable<String>>map(token -> () -> refreshUntilItFails(scene, token))
                    .toList();
            List<Future<String>> running = clients.stream().map(threads::submit).toList();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> rotations.get() > 20 * CLIENTS);
            server.kill();
            List<String> last = new java.util.ArrayList<>();
            for (Future<String> client : running) {
                last.add(client.get(60, TimeUnit.SECONDS));
            }
            return last;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The last token that the client got. */
    private String refreshUntilItFails(StoresScene scene, String first) {
        String token = first;
        while (true) {
            Reply reply = scene.refresh(token);
            if (reply.status() != 200) {
                assertThat(reply.status()).isEqualTo(503);
                return token;
            }
            token = text(object(reply), "refreshToken");
            rotations.incrementAndGet();
        }
    }

    private static int familiesWithOtherThanOneLiveToken(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*) FROM gatehouse_refresh_family f WHERE 1 <>"
                                + " (SELECT COUNT(*) FROM gatehouse_refresh_token t WHERE t.family_id = f.id AND t.used_at IS NULL)")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
