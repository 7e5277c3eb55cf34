package io.gatehouse.session;

import io.gatehouse.ProblemType;

/** The problems that sessions may meet. */
public final class SessionProblems {
    /** Unknown, wrong, idle for too long, over, ended, or of a locked account: one answer for all of them. */
    public static final ProblemType SESSION_EXPIRED =
            new ProblemType("SESSION_EXPIRED", 401, "Session expired", "Sign in again.");

    private SessionProblems() {}
}
