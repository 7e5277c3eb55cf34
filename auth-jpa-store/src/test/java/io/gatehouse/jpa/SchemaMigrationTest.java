package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.apikey.ApiKey;
import io.gatehouse.login.Account;
import io.gatehouse.login.AttemptStore.Attempts;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.testkit.Race;
import io.gatehouse.token.RefreshTokenStore;
import io.gatehouse.token.RevocationStore.Revocation;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From no tables, from those of every earlier version, and from those that somebody made by hand. */
@ParameterizedClass
@EnumSource
final class SchemaMigrationTest {
    private static final String V1 = "V1__stores.sql";
    private static final String V2 = "V2__jobs.sql";
    private static final String V3 = "V3__sessions.sql";
    private static final String V4 = "V4__sign_in.sql";
    private static final String V5 = "V5__provider_tokens.sql";
    private static final String V6 = "V6__logout_and_apps.sql";
    private static final String V7 = "V7__audit.sql";
    private static final String V8 = "V8__limits.sql";

    @Parameter
    TestDatabase on;

    @Test
    void makesTheTablesOnceThoughSeveralNodesStartAtOnce() {
        onEmptyDatabase(pool -> {
            AtomicInteger nodes = new AtomicInteger();
            Race.run(() -> nodes.getAndIncrement() < 4 && migratesAsANodeOfItsOwn(pool.getJdbcUrl()));
            assertThat(opened(pool)).isEmpty();
        });
    }

    private static boolean migratesAsANodeOfItsOwn(String url) {
        try (HikariDataSource own = TestDatabase.pool(url, 4)) {
            SchemaMigration.migrate(own);
            return true;
        }
    }

    @Test
    void keepsOutOfTheWayOfTheApplicationsOwnTablesAndMigrations() {
        onEmptyDatabase(pool -> {
            execute(pool, "CREATE TABLE orders (id INT NOT NULL PRIMARY KEY)");
            Flyway applications = Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:dumps/none")
                    .baselineOnMigrate(true)
                    .load();
            applications.migrate();
            SchemaMigration.migrate(pool);
            applications.migrate();
            assertThat(opened(pool)).isEmpty();
        });
    }

    @Test
    void goesOnFromScriptsThatWereRunByHand() {
        onEmptyDatabase(pool -> {
            Scripts.run(pool, script(V1));
            SchemaMigration.migrate(pool);
            SchemaMigration.migrate(pool);
            assertThat(opened(pool)).isEmpty();
        });
    }

    @Test
    void scriptsAloneWillDo() {
        onEmptyDatabase(pool -> {
            Scripts.run(pool, script(V1));
            Scripts.run(pool, script(V2));
            Scripts.run(pool, script(V3));
            Scripts.run(pool, script(V4));
            Scripts.run(pool, script(V5));
            Scripts.run(pool, script(V6));
            Scripts.run(pool, script(V7));
            Scripts.run(pool, script(V8));
            assertThat(opened(pool)).isEmpty();
            SchemaMigration.migrate(pool);
            assertThat(opened(pool)).isEmpty();
        });
    }

    @Test
    void saysWhatToRunWhereThereAreNoTables() {
        onEmptyDatabase(pool -> assertThat(opened(pool))
                .hasValueSatisfying(message -> assertThat(message)
                        .contains(
                                "has no schema of Gatehouse",
                                "SchemaMigration.migrate(dataSource)",
                                V1,
                                V2,
                                V3,
                                V4,
                                V5,
                                V6,
                                V7,
                                V8)));
    }

    @Test
    void saysWhatToRunWhereTheTablesAreOld() {
        onEmptyDatabase(pool -> {
            Scripts.run(pool, script(V1));
            assertThat(opened(pool))
                    .hasValueSatisfying(message -> assertThat(message)
                            .contains(
                                    "version 1 of Gatehouse's schema, but version 8 is needed",
                                    V2,
                                    V3,
                                    V4,
                                    V5,
                                    V6,
                                    V7,
                                    V8)
                            .doesNotContain(V1));
        });
    }

    @Test
    void refusesTablesOfALaterVersion() {
        onEmptyDatabase(pool -> {
            SchemaMigration.migrate(pool);
            execute(pool, "UPDATE gatehouse_schema SET version = 99");
            assertThat(opened(pool))
                    .hasValueSatisfying(message ->
                            assertThat(message).contains("version 99", "use a newer version of the library"));
        });
    }

    @Test
    void keepsEverythingThatTheFirstVersionHeld() {
        onEmptyDatabase(pool -> {
            Scripts.run(pool, script(V1));
            Scripts.run(pool, "dumps/version1.sql");
            SchemaMigration.migrate(pool);
            try (TestNode node = TestNode.start("eclipselink", TestDatabase.pool(pool.getJdbcUrl(), 2))) {
                JpaStores stores = JpaStores.of(node.transactions(), Clock.systemUTC(), new SecureRandom());
                assertThat(stores.accounts().find("ada"))
                        .contains(new Account(
                                "ada", "ada@example.com", Set.of("user"), Set.of("data:read", "orders:read"), true));
                assertThat(stores.accounts().find("grace").map(Account::enabled))
                        .contains(false);
                assertThat(stores.passwords().findByLogin(LoginName.of("ada@example.com")))
                        .map(StoredPassword::accountId)
                        .contains("ada");
                ApiKey key = stores.apiKeys().find("Key0000000000001").orElseThrow();
                assertThat(key.name()).isEqualTo("laptop 監視");
                assertThat(key.createdAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
                assertThat(key.revokedAt()).isEmpty();
                assertThat(stores.apiKeys()
                                .find("Key0000000000002")
                                .orElseThrow()
                                .replacedBy())
                        .contains("Key0000000000001");
                RefreshTokenStore.Found found =
                        stores.refreshTokens().find("token-1").orElseThrow();
                assertThat(found.token().used()).isPresent();
                assertThat(found.family().rotations()).isEqualTo(1);
                assertThat(stores.revocations().since(0).revocations())
                        .containsExactly(new Revocation("family-0", Instant.parse("2026-03-01T12:20:00Z")));
                Instant end = Instant.ofEpochMilli(1772366700000L);
                assertThat(stores.attempts().record("counted", Duration.ofMinutes(5), end.minusMillis(1)))
                        .isEqualTo(new Attempts(4, end));
            }
        });
    }

    private String script(String name) {
        return SchemaMigration.FOLDER + "/" + on.scripts() + "/" + name;
    }

    private void onEmptyDatabase(Consumer<HikariDataSource> test) {
        try (HikariDataSource pool = TestDatabase.pool(on.emptyUrl(), 4)) {
            test.accept(pool);
        }
    }

    /** What opening the stores with either provider says against it; empty if nothing. */
    private static Optional<String> opened(HikariDataSource pool) {
        for (String provider : List.of("hibernate", "eclipselink")) {
            TestNode node = TestNode.start(provider, TestDatabase.pool(pool.getJdbcUrl(), 2));
            try (node) {
                JpaStores.of(node.transactions(), Clock.systemUTC(), new SecureRandom());
            } catch (IllegalStateException e) {
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static void execute(HikariDataSource pool, String command) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void knowsNoOtherDatabase() {
        assertThatThrownBy(() -> SchemaMigration.scriptsFor("Oracle"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There are no scripts for Oracle, only for [H2, MariaDB, PostgreSQL].");
    }
}
