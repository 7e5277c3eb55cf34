package io.gatehouse.session;

import io.gatehouse.secret.SecretHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps sessions; sees ids and digests, never a secret. Each method is atomic, in itself and against all others, on whichever node. Safe
 * for any number of threads. Every method throws {@link io.gatehouse.StoreUnavailableException} if it can't be carried out.
 */
public interface SessionStore {
    /**
     * Keeps a new session. An id that is already there is never overwritten: the call fails then.
     *
     * @param session the session
     */
    void insert(Session session);

    /**
     * Finds a session, also one that has expired; the caller refuses it.
     *
     * @param id the session's id, compared exactly: case matters
     * @return the session, or empty if there is none, or it has been ended
     */
    Optional<Session> find(String id);

    /**
     * Finds a session as it is now, also where {@link #find} may answer what it was a moment ago.
     *
     * @param id the session's id
     * @return the session, or empty if there is none, or it has been ended
     */
    default Optional<Session> findAnew(String id) {
        return find(id);
    }

    /**
     * Writes down when sessions were used: moves {@link Session#lastSeenAt} and {@link Session#expiresAt} forward only, the latter never
     * beyond {@link Session#endsAt}, and passes over ids that are not there: never makes or revives a session.
     *
     * @param lastSeen when each session was used, by its id
     * @param idle how long a session may lie unused from then on
     */
    void touch(Map<String, Instant> lastSeen, Duration idle);

    /**
     * Gives a session another secret, and changes nothing else of it.
     *
     * @param id the session's id
     * @param expected the digest that it must still have
     * @param successor the digest that it has from now on
     * @return true for exactly one caller; false if there is no such session, or it has another secret
     */
    boolean renew(String id, SecretHash expected, SecretHash successor);

    /**
     * Ends a session.
     *
     * @param id the session's id
     * @return true for exactly one caller; false if there is none
     */
    boolean delete(String id);

    /**
     * Lists the sessions of an account that are live.
     *
     * @param accountId the account
     * @param now the present
     * @return its live sessions, newest first; those of one instant by their ids, the greater one first
     */
    List<Session> liveSessionsOf(String accountId, Instant now);

    /**
     * Deletes sessions that have expired.
     *
     * @param now the present
     * @param limit the most sessions that are deleted in this call
     * @return how many were deleted
     */
    int deleteExpired(Instant now, int limit);
}
