package io.gatehouse.token;

import java.time.Instant;
import java.util.List;

/**
 * Keeps which logins were ended while access tokens of theirs may still be around. Safe for any number of threads; throws {@link
 * io.gatehouse.StoreUnavailableException} if it can't tell.
 */
public interface RevocationStore {
    /**
     * Notes that a login was ended. Noting it again is no error; the later {@code until} counts.
     *
     * @param loginId the login
     * @param until when its last access token will have expired
     */
    void revoke(String loginId, Instant until);

    /**
     * What was noted after a version: nothing that was noted, on any node, is ever left out of all answers.
     *
     * @param version 0, or the version of the previous answer
     * @return the revocations since then, in any order, perhaps some that were answered before
     */
    Changes since(long version);

    /**
     * Deletes revocations that are no longer needed.
     *
     * @param now the present
     * @param limit the most that are deleted in this call
     * @return how many were deleted
     */
    int deleteExpired(Instant now, int limit);

    /**
     * Revocations since some version.
     *
     * @param version what to ask with the next time
     * @param revocations the revocations
     */
    record Changes(long version, List<Revocation> revocations) {
        public Changes {
            revocations = List.copyOf(revocations);
        }
    }

    /**
     * An ended login.
     *
     * @param loginId the login
     * @param until when its last access token will have expired
     */
    record Revocation(String loginId, Instant until) {}
}
