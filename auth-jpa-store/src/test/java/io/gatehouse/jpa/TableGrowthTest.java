package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.testkit.MutableClock;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A million logins, and as many revocations and counters, in 20 simulated days of which each login lives one: the tables hold what is
 * live, on the disk too.
 */
final class TableGrowthTest {
    private static final int LOGINS = Integer.getInteger("gatehouse.growth.logins", 200_000);
    private static final int DAYS = 20;
    private static final int PER_DAY = LOGINS / DAYS;

    private final MutableClock clock = MutableClock.create();

    @Test
    @Timeout(600)
    void tablesHoldWhatIsLiveHoweverManyLoginsThereWere() throws SQLException {
        try (HikariDataSource pool = TestDatabase.pool(TestDatabase.POSTGRESQL.emptyUrl(), 4)) {
            SchemaMigration.migrate(pool);
            try (TestNode node = TestNode.start("hibernate", pool)) {
                Purge purge = JpaStores.of(node.transactions(), clock, new SecureRandom())
                        .purge();
                long sizeAfterTwoDays = 0;
                for (int day = 0; day < DAYS; day++) {
                    logins(pool, day);
                    clock.advance(Duration.ofDays(1));
                    assertThat(purge.run()).isEqualTo(3 * PER_DAY);
                    execute(pool, "VACUUM ANALYZE");
                    assertThat(number(pool, "SELECT COUNT(*) FROM gatehouse_refresh_token"))
                            .isZero();
                    if (day == 1) {
                        sizeAfterTwoDays = size(pool);
                    }
                }
                assertThat(size(pool)).isLessThan(sizeAfterTwoDays * 3 / 2);
            }
        }
    }

    private void logins(HikariDataSource pool, int day) throws SQLException {
        long now = clock.millis();
        long end = now + Duration.ofDays(1).toMillis();
        String ids = "generate_series(" + (day * PER_DAY + 1) + ", " + (day + 1) * PER_DAY + ") n";
        String digest = SecretHash.of("x").encoded();
        execute(
                pool,
                "INSERT INTO gatehouse_refresh_family SELECT 'login-' || n, 'account-' || n % 1000, " + now + ", " + end
                        + ", " + now + ", '203.0.113.7', 'curl/8', 0, " + end + " FROM " + ids);
        execute(
                pool,
                "INSERT INTO gatehouse_refresh_token SELECT 'token-' || n, 'login-' || n, '" + digest + "', " + end
                        + ", NULL, NULL FROM " + ids);
        execute(pool, "INSERT INTO gatehouse_revocation SELECT 'ended-' || n, " + (end - 1) + ", n FROM " + ids);
        execute(pool, "INSERT INTO gatehouse_attempt SELECT 'counted-' || n, 1, " + end + " FROM " + ids);
    }

    private static long size(HikariDataSource pool) throws SQLException {
        return number(
                pool,
                "SELECT SUM(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'gatehouse%'");
    }

    private static long number(HikariDataSource pool, String query) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(HikariDataSource pool, String command) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
