package io.gatehouse.oauth;

import io.gatehouse.json.JsonObject;
import java.util.Optional;

/**
 * Somebody whom a provider vouches for. The pair of issuer and subject is the person; everything else may change, and may be another
 * person's tomorrow.
 *
 * @param issuer the provider's issuer
 * @param subject the person's subject there
 * @param email the e-mail address, as far as the provider tells; no key
 * @param emailVerified whether the provider says that it verified the address
 * @param name the name to show, as far as the provider tells
 * @param claims the claims of the ID token, and those of the UserInfo endpoint or API that it lacks
 */
public record ProviderPerson(
        String issuer,
        String subject,
        Optional<String> email,
        boolean emailVerified,
        Optional<String> name,
        JsonObject claims) {
    /** Shows no claims but issuer and subject. */
    @Override
    public String toString() {
        return "ProviderPerson[" + subject + " of " + issuer + "]";
    }
}
