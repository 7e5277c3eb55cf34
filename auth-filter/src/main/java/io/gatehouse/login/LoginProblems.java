package io.gatehouse.login;

import io.gatehouse.AuthEvent;
import io.gatehouse.ProblemType;

/** The problems that any login may meet. */
public final class LoginProblems {
    /** Unknown, wrong or disabled: one answer for all of them. */
    public static final ProblemType LOGIN_FAILED = new ProblemType(
                    "LOGIN_FAILED", 401, "Login failed", "The e-mail address or the password is wrong.")
            .reportedAs(AuthEvent.Type.LOGIN_FAILED);

    /** Too many attempts. */
    public static final ProblemType LOGIN_THROTTLED = new ProblemType(
                    "LOGIN_THROTTLED",
                    429,
                    "Too many attempts",
                    "Wait as long as Retry-After says before the next attempt.")
            .reportedAs(AuthEvent.Type.THROTTLED);

    private LoginProblems() {}
}
