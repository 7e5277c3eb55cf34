package io.gatehouse.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps API keys; sees ids and digests, never a secret. Each method is atomic, in itself and against all others, whatever
 * transactions the store knows. Safe for any number of threads. Every method throws {@link io.gatehouse.StoreUnavailableException} if it
 * can't be carried out.
 *
 * <p>Keys that have ended may be forgotten at any time: that changes no answer that a client gets.
 */
public interface ApiKeyStore {
    /**
     * Keeps a new key. An id that is already there is never overwritten: the call fails then.
     *
     * @param key the key
     */
    void insert(ApiKey key);

    /**
     * Finds a key, also one that has ended; the caller refuses it.
     *
     * @param id the key's id, compared exactly: case matters
     * @return the key, or empty if there is none
     */
    Optional<ApiKey> find(String id);

    /**
     * Lists the keys of an account that are live.
     *
     * @param ownerId the account
     * @param now the present
     * @return its live keys, newest first
     */
    List<ApiKey> ownedBy(String ownerId, Instant now);

    /**
     * Ends a key for ever, from this instant on.
     *
     * @param id the key's id
     * @param ownerId whose key it must be
     * @param now the present
     * @return true for exactly one caller; false if there is no such key, it is somebody else's, or it is revoked already
     */
    boolean revoke(String id, String ownerId, Instant now);

    /**
     * Puts another key in the place of one: inserts the successor and lets the old key end at {@code oldEndsAt} at the latest, both or
     * neither.
     *
     * @param oldId the key that is replaced
     * @param successor the key in its place
     * @param oldEndsAt when the old key ends, unless it ends before
     * @param now the present
     * @return true for exactly one caller; false, with nothing changed, if there is no such key, it is not live, or it is replaced
     *     already
     */
    boolean rotate(String oldId, ApiKey successor, Instant oldEndsAt, Instant now);

    /**
     * Writes down when keys were used. Moves {@link ApiKey#lastUsedAt} forward only, changes nothing else, and passes over ids that are
     * not there: never makes or revives a key.
     *
     * @param lastUses when each key was used, by its id
     */
    void touch(Map<String, Instant> lastUses);
}
