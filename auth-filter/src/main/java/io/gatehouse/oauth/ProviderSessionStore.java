package io.gatehouse.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps which logins began with which sessions at providers. Issuer, subject and sid are compared exactly, case included. Safe for any
 * number of threads; throws {@link io.gatehouse.StoreUnavailableException} if it can't tell.
 */
public interface ProviderSessionStore {
    /**
     * Keeps a session.
     *
     * @param session the session; its id was never used before
     */
    void insert(ProviderSession session);

    /**
     * Finds a session by its own name.
     *
     * @param id its own name
     * @return the session
     */
    Optional<ProviderSession> find(String id);

    /**
     * Finds what began with a session at a provider.
     *
     * @param issuer the provider's issuer
     * @param sid the session there
     * @return what is known, in any order
     */
    List<ProviderSession> findBySid(String issuer, String sid);

    /**
     * Finds what began with any session of a person.
     *
     * @param issuer the provider's issuer
     * @param subject the person's subject there
     * @return what is known, in any order
     */
    List<ProviderSession> findBySubject(String issuer, String subject);

    /**
     * Forgets a session. That it is unknown is no error.
     *
     * @param id its own name
     */
    void delete(String id);

    /**
     * Forgets sessions that have expired.
     *
     * @param now the present
     * @param limit the most that are deleted in this call
     * @return how many were deleted
     */
    int deleteExpired(Instant now, int limit);
}
