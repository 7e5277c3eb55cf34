package com.example.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Map;
import java.util.Set;

/** The office's people. */
@ApplicationScoped
public class OfficeUsers implements IdentityStore {
    private static final Map<String, Set<String>> GROUPS =
            Map.of("olga", Set.of("manager", "clerk"), "otto", Set.of("clerk"));

    /** Called by the container. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        Set<String> groups = GROUPS.get(credential.getCaller());
        String password = System.getenv("OFFICE_PASSWORD");
        return groups != null && password != null && credential.getPassword().compareTo(password)
                ? new CredentialValidationResult(credential.getCaller(), groups)
                : CredentialValidationResult.INVALID_RESULT;
    }
}
