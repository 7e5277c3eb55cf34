package io.gatehouse;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling, as proved by one credential. Immutable.
 *
 * @param subject the account's id, or the {@code sub} of the foreign issuer named by {@code issuer}
 * @param issuer empty for accounts of this application; else the issuer whose namespace {@code subject} belongs to. The same
 *     subject at two issuers is two people (OpenID Connect Core section 2, {@code sub})
 * @param scheme the {@link Authenticator#scheme()} that proved it
 * @param loginId the login (refresh family or session) that the credential belongs to; empty for API keys and foreign tokens
 * @param roles what {@code isUserInRole} answers
 * @param scopes what the credential may be used for (RFC 6749 section 3.3)
 * @param attributes further facts, such as a token's claims; values as of {@link io.gatehouse.json.Json}
 * @param authenticatedAt when the person or program proved itself, as far as known
 * @param expiresAt when the credential ends, if it does
 */
public record Identity(
        String subject,
        Optional<String> issuer,
        String scheme,
        Optional<String> loginId,
        Set<String> roles,
        Set<String> scopes,
        Map<String, Object> attributes,
        Instant authenticatedAt,
        Optional<Instant> expiresAt) {
    /** The attribute that holds the id of an API key. */
    public static final String API_KEY_ID = "apiKeyId";

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if subject or scheme is blank
     */
    public Identity {
        if (subject.isBlank() || scheme.isBlank()) {
            throw new IllegalArgumentException("an identity needs a subject and a scheme");
        }
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
        attributes = Map.copyOf(attributes);
    }

    /**
     * A local account without login, roles or scopes; add what is known with the {@code with…} methods.
     *
     * @param subject the account's id
     * @param scheme the scheme that proved it
     * @param authenticatedAt when it was proved
     * @return the identity
     */
    public static Identity of(String subject, String scheme, Instant authenticatedAt) {
        return new Identity(
                subject,
                Optional.empty(),
                scheme,
                Optional.empty(),
                Set.of(),
                Set.of(),
                Map.of(),
                authenticatedAt,
                Optional.empty());
    }

    /**
     * The account of this application that is calling. Look accounts up by this, never by {@link #subject}.
     *
     * @return the account's id, or empty if the subject belongs to a foreign issuer
     */
    public Optional<String> accountId() {
        return issuer.isEmpty() ? Optional.of(subject) : Optional.empty();
    }

    /**
     * The credential's public name, for events.
     *
     * @return the login's id, or the id of the API key; empty if it has none
     */
    public Optional<String> credentialId() {
        return loginId.or(() -> Optional.ofNullable(attributes.get(API_KEY_ID)).map(Object::toString));
    }

    /**
     * Marks the subject as one of a foreign issuer.
     *
     * @param value the issuer
     * @return a changed copy
     */
    public Identity withIssuer(String value) {
        return new Identity(
                subject, Optional.of(value), scheme, loginId, roles, scopes, attributes, authenticatedAt, expiresAt);
    }

    /**
     * Ties the identity to a login.
     *
     * @param value the login's id
     * @return a changed copy
     */
    public Identity withLoginId(String value) {
        return new Identity(
                subject, issuer, scheme, Optional.of(value), roles, scopes, attributes, authenticatedAt, expiresAt);
    }

    /**
     * Replaces the roles.
     *
     * @param value the roles
     * @return a changed copy
     */
    public Identity withRoles(Set<String> value) {
        return new Identity(subject, issuer, scheme, loginId, value, scopes, attributes, authenticatedAt, expiresAt);
    }

    /**
     * Replaces the scopes.
     *
     * @param value the scopes
     * @return a changed copy
     */
    public Identity withScopes(Set<String> value) {
        return new Identity(subject, issuer, scheme, loginId, roles, value, attributes, authenticatedAt, expiresAt);
    }

    /**
     * Replaces the attributes.
     *
     * @param value the attributes
     * @return a changed copy
     */
    public Identity withAttributes(Map<String, Object> value) {
        return new Identity(subject, issuer, scheme, loginId, roles, scopes, value, authenticatedAt, expiresAt);
    }

    /**
     * Sets the end of the credential.
     *
     * @param value the instant from which on it is refused
     * @return a changed copy
     */
    public Identity withExpiresAt(Instant value) {
        return new Identity(
                subject, issuer, scheme, loginId, roles, scopes, attributes, authenticatedAt, Optional.of(value));
    }

    /** Never shows attributes: claims of a token may hold what does not belong in logs. */
    @Override
    public String toString() {
        return "Identity[" + subject + issuer.map(name -> " of " + name).orElse("") + " by " + scheme + "]";
    }
}
