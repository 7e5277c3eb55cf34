package io.gatehouse.servlet;

import io.gatehouse.Identity;
import io.gatehouse.PlainText;
import java.security.Principal;

/**
 * What {@code getUserPrincipal} answers.
 *
 * @param identity who is calling
 */
public record IdentityPrincipal(Identity identity) implements Principal {
    /**
     * A name that is unique among all callers: the account's id, or {@code issuer|subject} for a caller of a foreign issuer, whose
     * subjects may be equal to account ids.
     *
     * @return the name
     */
    @Override
    public String getName() {
        return identity.issuer()
                .map(issuer -> issuer + "|" + identity.subject())
                .orElse(identity.subject());
    }

    /** The name alone, fit for a log: whatever is not printable ASCII is replaced. */
    @Override
    public String toString() {
        return PlainText.ascii(getName());
    }
}
