package io.gatehouse.oauth;

import io.gatehouse.secret.SealingKey;
import java.util.Map;

/** Where tokens of providers are kept, and what seals them. */
record TokenKeeping(ProviderTokenStore store, SealingKey key) {
    ProviderTokens tokens(OAuthWiring wiring, Map<String, ProviderClient> clients) {
        ProviderTokenSafe safe = new ProviderTokenSafe(store, key, wiring.ticking(), wiring.random());
        return new ProviderTokens(safe, clients, wiring.timeout(), wiring.ticking());
    }
}
