package io.gatehouse.it.ee.basic;

import io.gatehouse.ee.Argon2PasswordHash;
import io.gatehouse.ee.GatehouseIdentityStore;
import io.gatehouse.it.ee.EeStores;
import io.gatehouse.password.PasswordVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.identitystore.DatabaseIdentityStoreDefinition;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.servlet.http.HttpServletRequest;

/** BASIC, over the library's accounts, over a table of the application's own with the library's hashes, and over a store of its own. */
@BasicAuthenticationMechanismDefinition(realmName = "basic")
@DatabaseIdentityStoreDefinition(
        dataSourceLookup = "java:comp/DefaultDataSource",
        callerQuery = "select hash from caller where name = ?",
        groupsQuery = "select role from caller where name = ?",
        hashAlgorithm = Argon2PasswordHash.class)
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
