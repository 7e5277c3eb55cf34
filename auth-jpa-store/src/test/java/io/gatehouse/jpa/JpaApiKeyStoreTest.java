package io.gatehouse.jpa;

import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.testkit.ApiKeyStoreContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, which take the calls in turn, keep the contract as one store would. */
@ParameterizedClass
@EnumSource
class JpaApiKeyStoreTest implements ApiKeyStoreContract {
    @Parameter
    Combination on;

    @Override
    public ApiKeyStore emptyStore() {
        return TwoNodes.empty(on)
                .inTurn(ApiKeyStore.class, database -> new JpaApiKeyStore(database, TestReads.none(database)));
    }
}
