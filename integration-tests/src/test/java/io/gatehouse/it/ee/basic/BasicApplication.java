package io.gatehouse.it.ee.basic;

import io.gatehouse.ee.GatehouseIdentityStore;
import io.gatehouse.it.ee.EeStores;
import io.gatehouse.password.PasswordVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.servlet.http.HttpServletRequest;

/** BASIC, over the library's accounts. */
@BasicAuthenticationMechanismDefinition(realmName = "basic")
@ApplicationScoped
public class BasicApplication {
    @Produces
    @ApplicationScoped
    IdentityStore accounts(HttpServletRequest request) {
        EeStores stores = EeStores.inMemory();
        return GatehouseIdentityStore.of(
                PasswordVerifier.of(stores.passwords(), stores.accounts(), stores.hashing(), stores.throttle()),
                request::getRemoteAddr);
    }
}
