package io.gatehouse.password;

import io.gatehouse.ProblemType;

/** The problems that passwords may meet beside those of any login. */
public final class PasswordProblems {
    /** A new password that the {@link PasswordPolicy} does not take; the detail says why. */
    public static final ProblemType PASSWORD_REFUSED = new ProblemType(
            "PASSWORD_REFUSED", 422, "Password refused", "The new password does not meet the rules for passwords.");

    private PasswordProblems() {}
}
