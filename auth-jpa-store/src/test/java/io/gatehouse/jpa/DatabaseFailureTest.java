package io.gatehouse.jpa;

import static io.gatehouse.jpa.StoresScene.object;
import static io.gatehouse.jpa.StoresScene.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.Reply;
import io.gatehouse.apikey.CachedApiKeyStore;
import io.gatehouse.json.JsonObject;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The database is stopped, killed, paused, or has no connection left: nobody gets in, nobody loses a login, and it ends by itself. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass
@ValueSource(strings = {"hibernate", "eclipselink"})
final class DatabaseFailureTest {
    private static final int CONNECTIONS = 4;
    /**
     * An answer takes no longer than getting a connection and reading from it may, here 1.25 s. All of them together get three times that;
     * with EclipseLink's own retries, and their pauses of five seconds, they take longer.
     */
    private static final Duration ALL_REFUSALS = Duration.ofSeconds(30);

    @Parameter
    String provider;

    private final MutableClock clock = MutableClock.create();
    private final KeyRing keys = KeyRing.generate(SignatureAlgorithm.ES256, clock, new SecureRandom());
    private final PostgresProcess server = new PostgresProcess();
    private final HikariDataSource pool = server.pool(CONNECTIONS);
    private TestNode node;
    private StoresScene scene;
    private String accessToken;
    private String refreshToken;
    private String apiKey;
    private String unseenKey;
    private String loggedOut;
    private String usedUp;

    @AfterEach
    void stop() {
        node.close();
        server.close();
    }

    @Test
    void survivesAServerThatIsStoppedAndStartedAgain() {
        prepare();
        server.stop();
        assertTimeoutPreemptively(ALL_REFUSALS, this::refusesEverybody);
        server.start();
        worksAgain();
    }

    @Test
    void survivesAServerThatIsKilledAndStartedAgain() {
        prepare();
        server.kill();
        assertTimeoutPreemptively(ALL_REFUSALS, this::refusesEverybody);
        server.start();
        worksAgain();
    }

    @Test
    void survivesAServerThatAnswersNothingForAWhile() {
        prepare();
        server.pause();
        try {
            assertTimeoutPreemptively(ALL_REFUSALS, this::refusesEverybody);
        } finally {
            server.resume();
        }
        worksAgain();
    }

    @Test
    void survivesAPoolWithoutConnections() throws SQLException {
        prepare();
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            taken.add(pool.getConnection());
        }
        assertTimeoutPreemptively(ALL_REFUSALS, this::refusesEverybody);
        for (Connection connection : taken) {
            connection.close();
        }
        worksAgain();
    }

    private void prepare() {
        SchemaMigration.migrate(pool);
        node = TestNode.start(provider, pool);
        scene = new StoresScene(node.transactions(), keys, clock);
        scene.addAda();
        JsonObject ended = object(scene.login());
        loggedOut = text(ended, "accessToken");
        scene.logout(loggedOut);
        JsonObject login = object(scene.login());
        usedUp = text(login, "refreshToken");
        JsonObject next = object(scene.refresh(usedUp));
        clock.advance(Duration.ofSeconds(10));
        accessToken = text(next, "accessToken");
        refreshToken = text(next, "refreshToken");
        apiKey = text(scene.createKey(accessToken), "apiKey");
        unseenKey = text(scene.createKey(accessToken), "apiKey");
        assertThat(scene.data(apiKey)).isEqualTo(200);
        clock.advance(CachedApiKeyStore.DEFAULT_KEPT_FOR);
        // The store's last answer about revocations is of this moment
        assertThat(scene.page(accessToken)).isEqualTo(200);
    }

    private void refusesEverybody() {
        for (Reply reply : List.of(
                scene.login(),
                scene.call(RequestBuilder.post("/api/auth/login")
                        .json(Map.of("email", "nobody@example.com", "password", "whatever it is"))),
                scene.refresh(refreshToken),
                scene.logout(accessToken))) {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsKey("Retry-After");
            assertThat(text(object(reply), "code")).isEqualTo("UNAVAILABLE");
        }
        assertThat(scene.data(apiKey)).as("the key is no longer remembered").isEqualTo(503);
        assertThat(scene.data(unseenKey)).as("the key was never seen").isEqualTo(503);
        assertThat(scene.page(loggedOut)).as("known here to be over").isEqualTo(401);
        clock.advance(Revocations.MAX_STALENESS);
        assertThat(scene.page(accessToken)).as("served from memory").isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertThat(scene.page(accessToken))
                .as("revocations can't be known any more")
                .isEqualTo(503);
        assertThat(scene.page(loggedOut)).isEqualTo(503);
    }

    private void worksAgain() {
        clock.advance(Revocations.POLL_INTERVAL);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scene.login().status()).isEqualTo(200));
        clock.advance(Revocations.POLL_INTERVAL);
        assertThat(scene.me(accessToken).status()).isEqualTo(200);
        assertThat(scene.data(apiKey)).isEqualTo(200);
        assertThat(scene.data(unseenKey)).isEqualTo(200);
        assertThat(scene.me(loggedOut).status()).isEqualTo(401);
        JsonObject next = object(scene.refresh(refreshToken));
        assertThat(text(next, "code")).as("the login was not lost").isNull();
        String another = text(object(scene.login()), "accessToken");
        assertThat(scene.logout(another).status()).isEqualTo(204);
        assertThat(scene.page(another)).as("logout works again").isEqualTo(401);
        assertThat(scene.me(text(next, "accessToken")).status()).isEqualTo(200);
        assertThat(scene.refresh(usedUp).status())
                .as("nor is a used-up token good")
                .isEqualTo(401);
    }
}
