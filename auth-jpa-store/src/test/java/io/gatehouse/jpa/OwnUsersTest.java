package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Requirement;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.CachedAccountStore;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.PasswordStore;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.testkit.PasswordStoreContract;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.token.KeyRing;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenPolicy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An application with a table of users of its own: two small interfaces over it, and our stores for all the rest. */
final class OwnUsersTest implements PasswordStoreContract {
    private final TwoNodes nodes = TwoNodes.empty(Combination.HIBERNATE_POSTGRESQL);
    private final Users users = new Users(nodes.first().pool());

    OwnUsersTest() throws SQLException {
        users.createTable();
    }

    @Override
    public PasswordStore holding(StoredPassword... passwords) {
        for (StoredPassword password : passwords) {
            users.insert(password.accountId(), password.login().value(), password.hash());
        }
        return users;
    }

    @Test
    void signsInWithAUserOfTheApplication() throws Exception {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), random);
        users.insert("7", "ada@example.com", hashing.hash("a password of some length"));
        JpaStores stores = JpaStores.of(nodes.first().transactions(), clock, random);
        AccountStore accounts = CachedAccountStore.of(users, CachedAccountStore.DEFAULT_KEPT_FOR, clock);
        TokenLogin tokens = TokenLogin.of(
                TokenPolicy.of("https://app.example", "api"),
                KeyRing.generate(SignatureAlgorithm.ES256, clock, random),
                stores.refreshTokens(),
                Revocations.of(stores.revocations(), clock),
                accounts);
        AuthEngine engine = AuthEngine.builder()
                .use(tokens)
                .use(PasswordLogin.of(
                        users, accounts, hashing, new LoginThrottle(stores.attempts(), clock), tokens.grant()))
                .build();
        Decision decision = engine.decide(
                RequestBuilder.post("/api/auth/login")
                        .json(Map.of("email", "Ada@Example.com", "password", "a password of some length"))
                        .build(),
                Requirement.anyone());
        assertThat(((Decision.Answer) decision).reply().status()).isEqualTo(200);
        assertThat(stores.refreshTokens().liveFamiliesOf("7", clock.instant())).hasSize(1);
    }

    /** As an application would write it; with plain JDBC here, for it may have no entities. */
    private record Users(DataSource database) implements AccountStore, PasswordStore {
        @Override
        public Optional<Account> find(String id) {
            return first(
                    "SELECT name, mail, hash, active FROM users WHERE name = ?",
                    id,
                    row -> new Account(
                            row.getString("name"),
                            row.getString("mail"),
                            Set.of("user"),
                            Set.of(),
                            row.getBoolean("active")));
        }

        @Override
        public Optional<StoredPassword> findByLogin(LoginName login) {
            return first("SELECT name, mail, hash, active FROM users WHERE mail = ?", login.value(), Users::password);
        }

        @Override
        public Optional<StoredPassword> findByAccount(String accountId) {
            return first("SELECT name, mail, hash, active FROM users WHERE name = ?", accountId, Users::password);
        }

        @Override
        public boolean replace(String accountId, String expectedHash, String newHash) {
            if (!isText(accountId) || !isText(expectedHash)) {
                return false;
            }
            return changed(
                    "UPDATE users SET hash = ?, failures = 0 WHERE name = ? AND hash = ?",
                    newHash,
                    accountId,
                    expectedHash);
        }

        @Override
        public boolean countFailure(String accountId, int limit) {
            return isText(accountId)
                    && changed(
                            "UPDATE users SET failures = failures + 1 WHERE name = ? AND failures < ?",
                            accountId,
                            limit);
        }

        @Override
        public void forgiveFailure(String accountId) {
            boolean unused = isText(accountId)
                    && changed("UPDATE users SET failures = failures - 1 WHERE name = ? AND failures > 0", accountId);
        }

        @Override
        public void clearFailures(String accountId) {
            boolean unused = isText(accountId) && changed("UPDATE users SET failures = 0 WHERE name = ?", accountId);
        }

        private boolean changed(String command, Object... values) {
            try (Connection connection = database.getConnection();
                    PreparedStatement update = connection.prepareStatement(command)) {
                for (int i = 0; i < values.length; i++) {
                    update.setObject(i + 1, values[i]);
                }
                return update.executeUpdate() == 1;
            } catch (SQLException e) {
                throw new StoreUnavailableException("the users can't be asked", e);
            }
        }

        private static StoredPassword password(ResultSet row) throws SQLException {
            return new StoredPassword(
                    row.getString("name"), LoginName.of(row.getString("mail")), row.getString("hash"));
        }

        private interface Reading<T> {
            T read(ResultSet row) throws SQLException;
        }

        private <T> Optional<T> first(String query, String key, Reading<T> reading) {
            if (!isText(key)) {
                return Optional.empty();
            }
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement(query)) {
                select.setString(1, key);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(reading.read(rows)) : Optional.empty();
                }
            } catch (SQLException e) {
                throw new StoreUnavailableException("the users can't be asked", e);
            }
        }

        /** PostgreSQL takes no NUL. */
        private static boolean isText(String text) {
            return text.indexOf(0) < 0 && text.chars().noneMatch(c -> Character.isSurrogate((char) c));
        }

        void createTable() throws SQLException {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS users");
                statement.execute("CREATE TABLE users (name VARCHAR(64) PRIMARY KEY, mail VARCHAR(320) UNIQUE,"
                        + " hash VARCHAR(512), active BOOLEAN, failures INT DEFAULT 0 NOT NULL)");
            }
        }

        void insert(String name, String mail, String hash) {
            try (Connection connection = database.getConnection();
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO users VALUES (?, ?, ?, TRUE)")) {
                insert.setString(1, name);
                insert.setString(2, mail);
                insert.setString(3, hash);
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
