package io.gatehouse.login;

import io.gatehouse.AuthRequest;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;

/** What a login hands out: tokens or a session cookie. Safe for any number of threads. */
@FunctionalInterface
public interface Grant {
    /**
     * Begins a login for an account that has just proved itself.
     *
     * @param account the account; enabled
     * @param request the request that proved it; tells address and user agent
     * @return 200 with the credential; not to be logged
     * @throws Rejection if this request or account gets none now, though it has proved itself
     * @throws io.gatehouse.StoreUnavailableException if the login can't be stored
     */
    Reply issue(Account account, AuthRequest request) throws Rejection;
}
