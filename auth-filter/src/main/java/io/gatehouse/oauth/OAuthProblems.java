package io.gatehouse.oauth;

import io.gatehouse.AuthEvent;
import io.gatehouse.ProblemType;

/** The problems of signing in with a provider. */
public final class OAuthProblems {
    /** The callback belongs to no login that this browser began: unknown, used up, expired, or begun elsewhere. */
    public static final ProblemType LOGIN_STATE_INVALID = new ProblemType(
            "LOGIN_STATE_INVALID",
            400,
            "No such login",
            "This sign-in was not begun in this browser, was finished already, or took too long. Begin again.");

    /** The one-time code of a native app: unknown, used up, expired, another app's, or without the verifier that fits. */
    public static final ProblemType LOGIN_CODE_INVALID = new ProblemType(
            "LOGIN_CODE_INVALID", 400, "Invalid code", "The code can't be exchanged for a login. Sign in again.");

    /** The provider said no, or what it said is not accepted here. */
    public static final ProblemType PROVIDER_REFUSED = new ProblemType(
                    "PROVIDER_REFUSED", 401, "Sign-in refused", "The sign-in with the provider was refused.")
            .reportedAs(AuthEvent.Type.LOGIN_FAILED);

    /** The provider can't be asked. */
    public static final ProblemType PROVIDER_UNAVAILABLE = new ProblemType(
            "PROVIDER_UNAVAILABLE", 503, "Provider unavailable", "The provider can't be reached. Try again later.");

    /** A logout token that ends nothing. */
    public static final ProblemType LOGOUT_TOKEN_INVALID = new ProblemType(
            "LOGOUT_TOKEN_INVALID", 400, "Invalid logout token", "The logout token is not accepted here.");

    private OAuthProblems() {}
}
