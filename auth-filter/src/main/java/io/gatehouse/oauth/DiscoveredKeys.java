package io.gatehouse.oauth;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.token.KeySource;
import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.VerificationKey;
import java.util.List;
import java.util.Optional;

/** The keys of a provider, wherever its metadata says that they are: for its access tokens. */
record DiscoveredKeys(Discovery discovery) implements KeySource {
    @Override
    public List<VerificationKey> find(Optional<String> kid, SignatureAlgorithm algorithm) {
        try {
            return discovery.current().keys().find(kid, algorithm);
        } catch (Rejection e) {
            throw new StoreUnavailableException(e.problem().reason());
        }
    }

    @Override
    public long version() {
        return discovery.keysVersion();
    }
}
