package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.RateLimit;
import io.gatehouse.audit.AuditEntry;
import io.gatehouse.audit.AuditRecord;
import io.gatehouse.password.LoginName;
import io.gatehouse.secret.SealedText;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.token.RefreshFamily;
import io.gatehouse.token.RefreshToken;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What requests ask the database is answered from an index, however many rows there are. */
final class QueryPlansTest {
    private static final int ROWS = 3000;
    private static final RateLimit LIMIT = RateLimit.of(10, Duration.ofMinutes(5));
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Every statement that a request causes. */
    private static final Map<String, Consumer<Database>> LOOK_UPS = lookUps();

    @ParameterizedTest
    @EnumSource(names = {"H2_FILE", "POSTGRESQL", "MARIADB"})
    void everyLookUpUsesAnIndex(TestDatabase on) throws SQLException {
        Queue<String> statements = new ConcurrentLinkedQueue<>();
        StatementInspector recorder = sql -> {
            statements.add(sql);
            return sql;
        };
        try (HikariDataSource pool = TestDatabase.pool(on.emptyUrl(), 2)) {
            SchemaMigration.migrate(pool);
            fill(pool, on);
            try (TestNode node = TestNode.start(
                    "hibernate", pool, Map.of("hibernate.session_factory.statement_inspector", recorder))) {
                for (Map.Entry<String, Consumer<Database>> lookUp : LOOK_UPS.entrySet()) {
                    statements.clear();
                    lookUp.getValue().accept(node.database());
                    assertThat(statements).as(lookUp.getKey()).isNotEmpty();
                    for (String statement : statements) {
                        if (!statement.startsWith("insert")) {
                            requireIndex(pool, on, lookUp.getKey(), statement);
                        }
                    }
                }
            }
        }
    }

    private static void requireIndex(HikariDataSource pool, TestDatabase on, String name, String sql)
            throws SQLException {
        // A value that few rows are beyond, as in real life; else the whole table is the better plan
        boolean newest = sql.contains("version>") || sql.contains("seq>");
        String value = newest ? "'" + (ROWS - 2) + "'" : "'1'";
        String plan = String.join(
                "\n", explain(pool, sql.replace("limit ?", "limit 3").replace("?", value)));
        String told = on + " " + name + "\n" + sql + "\n" + plan;
        switch (on) {
            case POSTGRESQL ->
                assertThat(plan).as(told).doesNotContain("Seq Scan").contains("Index");
            case MARIADB -> assertThat(plan).as(told).doesNotContain("  ALL  ").doesNotContain("  index  ");
            default ->
                assertThat(plan.toLowerCase(Locale.ROOT))
                        .as(told)
                        .doesNotContain("tablescan")
                        .contains("/* public.");
        }
    }

    private static List<String> explain(HikariDataSource pool, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    line.append(' ').append(rows.getString(i)).append(' ');
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private static Map<String, Consumer<Database>> lookUps() {
        RefreshFamily.Seen seen = new RefreshFamily.Seen(NOW, "203.0.113.7", Optional.empty());
        RefreshToken successor = new RefreshToken("successor", SecretHash.of("x"), "7", NOW, Optional.empty());
        RefreshToken.Used used = new RefreshToken.Used(NOW, new SealedText("sealed"));
        Map<String, Consumer<Database>> all = new LinkedHashMap<>();
        all.put("an API key with its owner", on -> new JpaApiKeyStore(on, TestReads.none(on)).find("7"));
        all.put("tokens of a provider", on -> new JpaProviderTokenStore(on).find("7", "op"));
        all.put("an account", on -> new AccountQuery(on).find("7"));
        all.put("keys of an account", on -> new JpaApiKeyStore(on, TestReads.none(on)).ownedBy("7", NOW));
        all.put("revoke a key", on -> new JpaApiKeyStore(on, TestReads.none(on)).revoke("7", "7", NOW));
        all.put("last uses", on -> new JpaApiKeyStore(on, TestReads.none(on)).touch(Map.of("7", NOW)));
        all.put("a password by login", on -> new JpaPasswordStore(on).findByLogin(LoginName.of("7@example.com")));
        all.put("a password by account", on -> new JpaPasswordStore(on).findByAccount("7"));
        all.put("replace a password", on -> new JpaPasswordStore(on).replace("7", "a", "b"));
        all.put("count a failure", on -> new JpaPasswordStore(on).countFailure("7", 100));
        all.put("forgive a failure", on -> new JpaPasswordStore(on).forgiveFailure("7"));
        all.put("forget failures", on -> new JpaPasswordStore(on).clearFailures("7"));
        all.put("a refresh token", on -> new JpaRefreshTokenStore(on).find("7"));
        all.put("a login", on -> new JpaRefreshTokenStore(on).findFamily("7"));
        all.put("logins of an account", on -> new JpaRefreshTokenStore(on).liveFamiliesOf("7", NOW));
        all.put("rotate", on -> new JpaRefreshTokenStore(on).rotate("7", used, successor, seen));
        all.put("end a login", on -> new JpaRefreshTokenStore(on).revokeFamily("7"));
        all.put("note a revocation", on -> new JpaRevocationStore(on).revoke("7", NOW));
        all.put("news of revocations", on -> new JpaRevocationStore(on).since(ROWS - 2));
        all.put("count an attempt", on -> new JpaAttemptStore(on).record("7", Duration.ofMinutes(5), NOW));
        all.put("take from a bucket", on -> new JpaAttemptStore(on).take("7", LIMIT, NOW));
        all.put("give back", on -> new JpaAttemptStore(on).giveBack("7", LIMIT));
        all.put("count an attempt again", on -> new JpaAttemptStore(on).recordAgain("7", 9, NOW));
        all.put("forgive an attempt", on -> new JpaAttemptStore(on).forgive("7"));
        all.put("forget attempts", on -> new JpaAttemptStore(on).clear("7"));
        all.put("expired logins", on -> new JpaRefreshTokenStore(on).deleteExpired(Instant.ofEpochMilli(10), 3));
        all.put("a session with its account", on -> sessions(on).find("7"));
        all.put("sessions of an account", on -> sessions(on).liveSessionsOf("7", NOW));
        all.put("end a session", on -> sessions(on).delete("7"));
        all.put("sessions in use", on -> sessions(on).touch(Map.of("7", NOW), Duration.ofHours(1)));
        all.put("expired sessions", on -> sessions(on).deleteExpired(Instant.ofEpochMilli(10), 3));
        AuditEntry entry = new AuditEntry(NOW, "LOGIN", "7", "", "", "", "", "", "", "", "", "", "");
        all.put("events of an account", on -> new JpaAuditStore(on).ofAccount("7", 9, 3));
        all.put("events after one", on -> new JpaAuditStore(on).after(ROWS - 2, 3));
        all.put("ends of the trail", on -> new JpaAuditStore(on).ends());
        all.put(
                "add an event",
                on -> assertThat(new JpaAuditStore(on).append(List.of(new AuditRecord(ROWS + 1, entry, "h", "i"))))
                        .isTrue());
        all.put(
                "expired events",
                on -> assertThat(new JpaAuditStore(on).deleteBefore(Instant.ofEpochMilli(3), 3))
                        .isEqualTo(2));
        all.put("expired revocations", on -> new JpaRevocationStore(on).deleteExpired(Instant.ofEpochMilli(10), 3));
        all.put(
                "all the rest that expires",
                on -> new Purge(
                                on,
                                sessions(on),
                                Clock.fixed(
                                        Instant.ofEpochMilli(10).plus(Purge.KEEP_ENDED_KEYS),
                                        Clock.systemUTC().getZone()),
                                new SecureRandom())
                        .run());
        return all;
    }

    private static JpaSessionStore sessions(Database on) {
        return new JpaSessionStore(on, TestReads.none(on));
    }

    private static void fill(HikariDataSource pool, TestDatabase on) throws SQLException {
        String series = on == TestDatabase.MARIADB
                ? "(SELECT seq AS n FROM seq_1_to_" + ROWS + ") s"
                : on == TestDatabase.POSTGRESQL
                        ? "(SELECT n FROM generate_series(1, " + ROWS + ") n) s"
                        : "(SELECT X AS n FROM SYSTEM_RANGE(1, " + ROWS + ")) s";
        List<String> commands = new ArrayList<>(List.of(
                "INSERT INTO gatehouse_account SELECT CONCAT(n, ''), CONCAT(n, '@example.com'), '[]', '[]', TRUE FROM "
                        + series,
                "INSERT INTO gatehouse_password SELECT CONCAT(n, ''), CONCAT(n, '@example.com'), 'a', 0 FROM " + series,
                "INSERT INTO gatehouse_api_key SELECT CONCAT(n, ''), CONCAT(n, ''), 'key', '"
                        + SecretHash.of("x").encoded() + "', 'gth_', '[]', n, n, n, n, NULL FROM " + series,
                "INSERT INTO gatehouse_refresh_family SELECT CONCAT(n, ''), CONCAT(n, ''), n, n, n, 'here', NULL, 0, n FROM "
                        + series,
                "INSERT INTO gatehouse_refresh_token SELECT CONCAT(n, ''), CONCAT(n, ''), '"
                        + SecretHash.of("x").encoded() + "', n, NULL, NULL FROM " + series,
                "INSERT INTO gatehouse_session SELECT CONCAT(n, ''), '"
                        + SecretHash.of("x").encoded() + "', CONCAT(n, ''), n, n, n, n, 'here', NULL FROM " + series,
                "INSERT INTO gatehouse_revocation SELECT CONCAT(n, ''), n, n FROM " + series,
                "INSERT INTO gatehouse_audit SELECT n, n, 'LOGIN', CONCAT(n, ''), '', 'POST', '/login', 'here', '', '', '', '', '',"
                        + " '', 'g', 'h' FROM " + series,
                "INSERT INTO gatehouse_attempt SELECT CONCAT(n, ''), 1, n FROM " + series));
        commands.add("UPDATE gatehouse_audit_ends SET head_seq = " + ROWS + ", head_hash = 'h'");
        commands.add("UPDATE gatehouse_counter SET current_value = " + ROWS);
        String analyze = on == TestDatabase.POSTGRESQL ? "ANALYZE gatehouse_" : "ANALYZE TABLE gatehouse_";
        for (String table : List.of(
                "account",
                "password",
                "api_key",
                "refresh_family",
                "refresh_token",
                "session",
                "revocation",
                "audit",
                "attempt")) {
            commands.add(analyze + table);
        }
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
