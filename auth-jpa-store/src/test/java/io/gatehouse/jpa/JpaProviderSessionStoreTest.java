package io.gatehouse.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.oauth.ProviderSessionStore;
import io.gatehouse.testkit.ProviderSessionStoreContract;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaProviderSessionStoreTest implements ProviderSessionStoreContract {
    @Parameter
    Combination on;

    @Override
    public ProviderSessionStore providerSessions() {
        return TwoNodes.empty(on).inTurn(ProviderSessionStore.class, database -> new JpaProviderSessionStore(database));
    }

    /** Those who are given it twice can tell that it is one. */
    @Test
    void isOneStoreHoweverOftenItIsAskedFor() {
        JpaStores stores =
                JpaStores.of(TwoNodes.empty(on).first().transactions(), Clock.systemUTC(), new SecureRandom());
        assertThat(stores.providerSessions()).isEqualTo(stores.providerSessions());
    }
}
