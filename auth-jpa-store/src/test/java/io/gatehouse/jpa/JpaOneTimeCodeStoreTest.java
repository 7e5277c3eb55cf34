package io.gatehouse.jpa;

import io.gatehouse.oauth.OneTimeCodeStore;
import io.gatehouse.testkit.OneTimeCodeStoreContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaOneTimeCodeStoreTest implements OneTimeCodeStoreContract {
    @Parameter
    Combination on;

    @Override
    public OneTimeCodeStore oneTimeCodes() {
        return TwoNodes.empty(on).inTurn(OneTimeCodeStore.class, JpaOneTimeCodeStore::new);
    }
}
