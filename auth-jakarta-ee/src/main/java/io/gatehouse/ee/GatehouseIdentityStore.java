package io.gatehouse.ee;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.Account;
import io.gatehouse.password.PasswordVerifier;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library's accounts as an identity store (Jakarta Security 3.0 section 3), so that BASIC, FORM and custom mechanisms sign people
 * in with them, throttled and at one cost for unknown and wrong. The caller's name is the account's id, the groups are its roles.
 *
 * <pre>{@code
 * @Produces
 * @ApplicationScoped
 * IdentityStore accounts(HttpServletRequest request) {
 *     return GatehouseIdentityStore.of(PasswordVerifier.of(…), request::getRemoteAddr);
 * }
 * }</pre>
 *
 * Callers whom another store has validated get no groups from this one: their names may be equal to account ids. Immutable and safe
 * for any number of threads.
 */
public final class GatehouseIdentityStore implements IdentityStore {
    private static final Logger LOG = LoggerFactory.getLogger(GatehouseIdentityStore.class);
    private static final String ID = "gatehouse";

    private final PasswordVerifier verifier;
    private final Supplier<String> clientAddress;

    private GatehouseIdentityStore(PasswordVerifier verifier, Supplier<String> clientAddress) {
        this.verifier = verifier;
        this.clientAddress = clientAddress;
    }

    /**
     * A store over accounts with passwords.
     *
     * @param verifier verifies passwords and counts attempts
     * @param clientAddress tells where the present request comes from
     * @return the store
     */
    public static GatehouseIdentityStore of(PasswordVerifier verifier, Supplier<String> clientAddress) {
        return new GatehouseIdentityStore(verifier, clientAddress);
    }

    /**
     * Verifies a login name and a password; other credentials are left to other stores. Throttled attempts are invalid like wrong
     * passwords: there is no other answer here.
     *
     * @param credential the credential
     * @return the account as a caller, or an invalid result
     * @throws StoreUnavailableException if a store is down or too many are hashing: nothing is known of the password then
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (!(credential instanceof UsernamePasswordCredential typed)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        try {
            Account account = verifier.verify(typed.getCaller(), typed.getPasswordAsString(), clientAddress.get());
            return new CredentialValidationResult(
                    ID, new CallerPrincipal(account.id()), null, account.id(), account.roles());
        } catch (Rejection e) {
            if (e.problem().type().status() == 503) {
                throw new StoreUnavailableException("a password could not be verified");
            }
            LOG.debug("a login was refused: {}", e.problem().reason());
            return CredentialValidationResult.INVALID_RESULT;
        }
    }

    /** None: {@link #validate} gives them. */
    @Override
    public Set<String> getCallerGroups(CredentialValidationResult validationResult) {
        return Set.of();
    }
}
