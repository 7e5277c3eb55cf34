package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.password.PasswordStore;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.testkit.PasswordStoreContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaPasswordStoreTest implements PasswordStoreContract {
    @Parameter
    Combination on;

    @Override
    public PasswordStore holding(StoredPassword... passwords) {
        TwoNodes nodes = TwoNodes.empty(on);
        JpaPasswordStore store = new JpaPasswordStore(nodes.first().database());
        for (StoredPassword password : passwords) {
            assertThat(store.insert(password)).isTrue();
        }
        return nodes.inTurn(PasswordStore.class, JpaPasswordStore::new);
    }

    @Test
    void givesALoginNameOnce() {
        holding(ADA);
        JpaPasswordStore store = new JpaPasswordStore(TwoNodes.of(on).second().database());
        assertThat(store.insert(new StoredPassword("u-9", ADA.login(), "$mine$")))
                .isFalse();
        assertThat(store.insert(new StoredPassword("u-1", GRACE.login(), "$mine$")))
                .isFalse();
        assertThat(store.findByLogin(ADA.login())).contains(ADA);
        assertThat(store.findByLogin(GRACE.login())).isEmpty();
    }
}
