package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RevocationStoreContract;
import io.gatehouse.token.RevocationStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaRevocationStoreTest implements RevocationStoreContract {
    @Parameter
    Combination on;

    @Override
    public RevocationStore revocations() {
        return TwoNodes.empty(on).inTurn(RevocationStore.class, database -> new JpaRevocationStore(database));
    }

    /** A copy that lacks the latest changes takes over, or a backup is restored: numbers are given out a second time. */
    @Test
    void missesNothingWhenTheDatabaseIsSetBack() {
        RevocationStore store = revocations();
        store.revoke("before", UNTIL);
        store.revoke("lost", UNTIL);
        long version = store.since(0).version();
        setBack(version - 1);
        store.revoke("after", UNTIL);
        assertThat(store.since(version + 5).revocations())
                .extracting(RevocationStore.Revocation::loginId)
                .contains("before", "after");
        assertThat(store.since(version + 5).version()).isEqualTo(version);
    }

    private void setBack(long counter) {
        try (Connection connection = TwoNodes.of(on).first().pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM gatehouse_revocation WHERE login_id = 'lost'");
            statement.executeUpdate("UPDATE gatehouse_counter SET current_value = " + counter);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
