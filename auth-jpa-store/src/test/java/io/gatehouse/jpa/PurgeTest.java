package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.StoreUnavailableException;
import io.gatehouse.apikey.ApiKey;
import io.gatehouse.oauth.SealedProviderTokens;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SealedText;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.session.Session;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.Race;
import io.gatehouse.token.RefreshFamily;
import io.gatehouse.token.RefreshToken;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is over goes, what is not stays, on every combination; one node does it at a time. */
@ParameterizedClass
@EnumSource
final class PurgeTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Parameter
    Combination on;

    private final MutableClock clock = MutableClock.create();
    private TwoNodes nodes;
    private JpaStores stores;
    private Purge here;
    private Purge elsewhere;

    @BeforeEach
    void start() {
        nodes = TwoNodes.empty(on);
        stores = JpaStores.of(nodes.first().transactions(), clock, RANDOM);
        here = stores.purge();
        elsewhere = JpaStores.of(nodes.second().transactions(), clock, RANDOM).purge();
    }

    @Test
    void deletesWhatIsOverAndNothingElse() {
        insertFamily(Duration.ofDays(1));
        String live = insertFamily(Duration.ofDays(40));
        stores.revocations().revoke("ended", clock.instant().plus(Duration.ofMinutes(20)));
        stores.revocations().revoke("ended later", clock.instant().plus(Duration.ofDays(40)));
        stores.attempts().record("old", Duration.ofMinutes(5), clock.instant());
        stores.attempts().record("young", Duration.ofDays(40), clock.instant());
        insertKey("Key000000Expired", Optional.of(clock.instant().plusSeconds(1)));
        insertKey("Key000000Revoked", Optional.empty());
        stores.apiKeys().revoke("Key000000Revoked", "ada", clock.instant());
        insertKey("Key000000000Live", Optional.empty());
        insertSession(Duration.ofDays(1));
        String liveSession = insertSession(Duration.ofDays(40));
        putTokens("ada", Duration.ofDays(1));
        putTokens("grace", Duration.ofDays(40));
        clock.advance(Duration.ofDays(2));
        assertThat(here.run()).as("a login with its token counts once").isEqualTo(5);
        clock.advance(Purge.KEEP_ENDED_KEYS);
        assertThat(here.run()).isEqualTo(2);
        assertThat(here.run()).isZero();
        assertThat(stores.refreshTokens().findFamily(live)).isPresent();
        assertThat(stores.sessions().find(liveSession)).isPresent();
        assertThat(stores.providerTokens().find("ada", "op")).isEmpty();
        assertThat(stores.providerTokens().find("grace", "op")).isPresent();
        assertThat(count("gatehouse_session")).isEqualTo(1);
        assertThat(stores.revocations().since(0).revocations()).hasSize(1);
        assertThat(stores.attempts()
                        .record("young", Duration.ofDays(40), clock.instant())
                        .count())
                .isEqualTo(2);
        assertThat(stores.apiKeys().find("Key000000000Live")).isPresent();
        assertThat(stores.apiKeys().find("Key000000Expired")).isEmpty();
        assertThat(count("gatehouse_refresh_token")).isEqualTo(1);
    }

    @Test
    void goesThroughMoreRowsThanOneBatch() {
        for (int i = 0; i < Batches.SIZE + 10; i++) {
            stores.attempts().record("key " + i, Duration.ofMinutes(5), clock.instant());
        }
        clock.advance(Duration.ofMinutes(5));
        assertThat(here.run()).isEqualTo(Batches.SIZE + 10);
    }

    @Test
    void twoNodesAtOnceDeleteEachRowOnce() {
        int rows = Batches.SIZE + 10;
        for (int i = 0; i < rows; i++) {
            stores.attempts().record("key " + i, Duration.ofMinutes(5), clock.instant());
        }
        clock.advance(Duration.ofMinutes(5));
        List<Integer> deleted = Race.run(() -> (Thread.currentThread().hashCode() % 2 == 0 ? here : elsewhere).run());
        assertThat(deleted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(rows);
        assertThat(count("gatehouse_attempt")).isZero();
    }

    @Test
    void leavesTheJobToTheNodeThatHasItUntilThatNodeIsTakenForDead() {
        stores.attempts().record("old", Duration.ofMinutes(5), clock.instant());
        clock.advance(Duration.ofMinutes(10));
        Instant until = clock.instant().plus(Purge.LEASE);
        execute("UPDATE gatehouse_job SET owner = 'a node that died', until_at = " + until.toEpochMilli());
        assertThat(here.run()).isZero();
        clock.advance(Purge.LEASE.minusMillis(1));
        assertThat(here.run()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(here.run()).isEqualTo(1);
        assertThat(elsewhere.run()).as("the job is free again").isZero();
    }

    @Test
    void oneKindThatFailsKeepsNoOther() {
        stores.attempts().record("old", Duration.ofMinutes(5), clock.instant());
        insertFamily(Duration.ofMinutes(5));
        clock.advance(Duration.ofMinutes(10));
        execute("ALTER TABLE gatehouse_session RENAME TO gatehouse_session_away");
        try {
            assertThatThrownBy(here::run).isInstanceOf(StoreUnavailableException.class);
        } finally {
            execute("ALTER TABLE gatehouse_session_away RENAME TO gatehouse_session");
        }
        assertThat(count("gatehouse_attempt")).isZero();
        assertThat(count("gatehouse_refresh_family")).isZero();
        assertThat(here.run()).as("the job is free again").isZero();
    }

    /** Tables hold what is live, however many logins there were before. */
    @Test
    void tablesDoNotGrowWithTheNumberOfLogins() {
        int most = 0;
        for (int hour = 0; hour < 20; hour++) {
            for (int i = 0; i < 20; i++) {
                insertFamily(Duration.ofHours(2));
            }
            clock.advance(Duration.ofHours(1));
            here.run();
            most = Math.max(most, count("gatehouse_refresh_family"));
        }
        assertThat(most).isEqualTo(20);
    }

    private String insertFamily(Duration life) {
        Instant now = clock.instant();
        OpaqueToken token = OpaqueToken.issue("gr", RANDOM);
        RefreshFamily family = new RefreshFamily(
                OpaqueToken.newId(RANDOM),
                "ada",
                now,
                now.plus(life),
                new RefreshFamily.Seen(now, "203.0.113.7", Optional.empty()),
                0,
                now.plus(life));
        stores.refreshTokens()
                .insert(
                        family,
                        new RefreshToken(token.id(), token.hash(), family.id(), family.expiresAt(), Optional.empty()));
        return family.id();
    }

    private void putTokens(String accountId, Duration life) {
        stores.providerTokens()
                .put(new SealedProviderTokens(
                        accountId,
                        "op",
                        "version",
                        new SealedText("sealed"),
                        Optional.empty(),
                        clock.instant().plus(life)));
    }

    private String insertSession(Duration life) {
        Instant now = clock.instant();
        OpaqueToken token = OpaqueToken.issue("gs", RANDOM);
        stores.sessions()
                .insert(new Session(
                        token.id(),
                        token.hash(),
                        "ada",
                        now,
                        now,
                        now.plus(life),
                        now.plus(life),
                        "203.0.113.7",
                        Optional.empty()));
        return token.id();
    }

    private void insertKey(String id, Optional<Instant> expiresAt) {
        stores.apiKeys()
                .insert(new ApiKey(
                        id,
                        "ada",
                        "a key",
                        SecretHash.of(id),
                        "gth_Key0",
                        Set.of(),
                        clock.instant(),
                        expiresAt,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private int count(String table) {
        try (Connection connection = nodes.first().pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String command) {
        try (Connection connection = nodes.first().pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(command);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
