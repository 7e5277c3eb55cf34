package io.gatehouse.token;

import io.gatehouse.AuthEvent;
import io.gatehouse.ProblemType;

/** The problems of tokens. */
public final class TokenProblems {
    /** Not of the form of a token. */
    public static final ProblemType TOKEN_MALFORMED = new ProblemType(
            "TOKEN_MALFORMED", 401, "Malformed token", "The access token does not have the form of one.");

    /** Of the right form, but not one that is accepted here. */
    public static final ProblemType TOKEN_INVALID =
            new ProblemType("TOKEN_INVALID", 401, "Invalid token", "The access token is not accepted here.");

    /** Was good once. */
    public static final ProblemType TOKEN_EXPIRED =
            new ProblemType("TOKEN_EXPIRED", 401, "Token expired", "The access token expired.");

    /** Will be good later. */
    public static final ProblemType TOKEN_NOT_YET_VALID =
            new ProblemType("TOKEN_NOT_YET_VALID", 401, "Token not yet valid", "The access token is not valid yet.");

    /** Its login was ended. */
    public static final ProblemType TOKEN_REVOKED =
            new ProblemType("TOKEN_REVOKED", 401, "Token revoked", "The access token was revoked.");

    /** The refresh token is none of ours, has expired, or its login has ended. */
    public static final ProblemType REFRESH_TOKEN_INVALID =
            new ProblemType("REFRESH_TOKEN_INVALID", 401, "Invalid refresh token", "Sign in again.");

    /** The refresh token was used before; its login was ended. */
    public static final ProblemType REFRESH_TOKEN_REUSED = new ProblemType(
                    "REFRESH_TOKEN_REUSED",
                    401,
                    "Refresh token reused",
                    "The refresh token was used before, so its login was ended. Sign in again.")
            .reportedAs(AuthEvent.Type.REFRESH_REUSED);

    private TokenProblems() {}
}
