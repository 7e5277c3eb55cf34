package io.gatehouse.it.ee;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** An identity store of the application's own: with the mechanism nobody asks it, and with BASIC it is one of several. */
@ApplicationScoped
public class OwnStore implements IdentityStore {
    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential typed
                        && typed.compareTo("guest", EeStores.resource(EeStores.PASSWORD))
                ? new CredentialValidationResult("guest", Set.of("admin"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
