package io.gatehouse.oauth;

import java.time.Instant;

/**
 * A person at a provider who has an account here.
 *
 * @param issuer the provider's issuer
 * @param subject the person's subject at that issuer; case matters
 * @param accountId the account
 * @param linkedAt since when
 */
public record LinkedAccount(String issuer, String subject, String accountId, Instant linkedAt) {
    /** The longest subject (OpenID Connect Core section 2). */
    public static final int MAX_SUBJECT = 255;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part is blank, or the subject is longer than {@value #MAX_SUBJECT} characters
     */
    public LinkedAccount {
        if (issuer.isBlank() || subject.isBlank() || accountId.isBlank()) {
            throw new IllegalArgumentException("issuer, subject or account is blank");
        }
        if (subject.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException("a subject has at most " + MAX_SUBJECT + " characters");
        }
    }
}
