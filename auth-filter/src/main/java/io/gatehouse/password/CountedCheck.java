package io.gatehouse.password;

import io.gatehouse.Rejection;
import io.gatehouse.SetCookie;
import io.gatehouse.login.LoginAttempt;
import io.gatehouse.login.LoginThrottle;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the password of an admitted attempt by one hash, whatever is found, and counts failures of the password itself: before it is
 * hashed, so that attempts made at once can't pass {@link PasswordVerifier#MAX_FAILURES}. A device that is known has its own counter, and
 * neither counts here nor is stopped.
 */
record CountedCheck(PasswordStore passwords, PasswordHashing hashing, LoginThrottle throttle) {
    /**
     * Whether the password is right, and may be used. Where no hash could be computed the attempt does not count: else a flood that fills
     * the gate would have everybody throttled who tries again.
     */
    boolean matches(String password, Optional<StoredPassword> stored, LoginAttempt attempt) throws Rejection {
        boolean counted = false;
        try {
            counted = !attempt.isFromKnownDevice()
                    && stored.filter(it -> passwords.countFailure(it.accountId(), PasswordVerifier.MAX_FAILURES))
                            .isPresent();
            if (!counted && !attempt.isFromKnownDevice()) {
                throttle.writeForNobody(attempt);
            }
            boolean same = hashing.matches(password, stored.map(StoredPassword::hash));
            return same && (counted || attempt.isFromKnownDevice());
        } catch (Rejection | RuntimeException e) {
            takeBack(counted ? stored : Optional.empty(), attempt);
            throw e;
        }
    }

    /**
     * Takes back what a right password has counted, where something that is needed besides has failed: else the failures of a store would
     * throttle, and in the end stop, those who know their password.
     */
    void unanswered(StoredPassword right, LoginAttempt attempt) {
        takeBack(attempt.isFromKnownDevice() ? Optional.empty() : Optional.of(right), attempt);
    }

    /** Both, also when one store is down. */
    private void takeBack(Optional<StoredPassword> counted, LoginAttempt attempt) {
        try {
            counted.ifPresent(it -> passwords.forgiveFailure(it.accountId()));
        } finally {
            throttle.unanswered(attempt);
        }
    }

    /** A password that strangers have stopped stays stopped for strangers, though a known device goes on using it. */
    List<SetCookie> succeeded(StoredPassword stored, LoginAttempt attempt) {
        if (!attempt.isFromKnownDevice() || passwords.countFailure(stored.accountId(), PasswordVerifier.MAX_FAILURES)) {
            passwords.clearFailures(stored.accountId());
        }
        return throttle.succeeded(attempt);
    }
}
