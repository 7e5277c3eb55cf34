package io.gatehouse.apikey;

import io.gatehouse.ProblemType;

/** The problems that API keys may meet. */
public final class ApiKeyProblems {
    /** Mistyped, unknown, wrong, expired, revoked, or of a locked account: one answer for all of them. */
    public static final ProblemType API_KEY_INVALID =
            new ProblemType("API_KEY_INVALID", 401, "Invalid API key", "The API key is not valid.");

    private ApiKeyProblems() {}
}
