package io.gatehouse.login;

import io.gatehouse.AuthRequest;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import java.util.List;
import java.util.Optional;

/** The live logins of one kind: refresh families or sessions. Safe for any number of threads. */
public interface LiveLogins {
    /**
     * Lists the live logins of an account.
     *
     * @param accountId the account
     * @return its logins, newest first
     */
    List<LiveLogin> of(String accountId);

    /**
     * Ends a login; everything that it handed out stops working at once.
     *
     * @param accountId whose login it must be
     * @param loginId the login's id
     * @return true for exactly one caller; false if there is no such live login, or it is somebody else's
     */
    boolean end(String accountId, String loginId);

    /**
     * Ends the login that the caller's own credential belongs to, if it is one of this kind. That credential stops working last: should
     * something fail before, the caller can still repeat the call, and repeating it does what was left undone.
     *
     * @param caller an identity that belongs to a login
     */
    default void endOwn(Identity caller) {
        end(caller.accountId().orElseThrow(), caller.loginId().orElseThrow());
    }

    /**
     * Ends all logins of an account.
     *
     * @param accountId the account
     * @param except the one to keep, if any
     */
    void endAll(String accountId, Optional<String> except);

    /**
     * Finds the login that a refresh token belongs to, also one that was used up.
     *
     * @param refreshToken the token, as received
     * @return the login, or empty if the token is none of this kind, is unknown, or its login has ended
     */
    default Optional<Presented> findPresented(String refreshToken) {
        return Optional.empty();
    }

    /**
     * Completes the answer to a logout by a credential of this kind: a cookie is deleted in the browser too.
     *
     * @param caller whose login was ended
     * @param request the logout
     * @param reply the answer so far
     * @return the answer
     */
    default Reply afterLogout(Identity caller, AuthRequest request, Reply reply) {
        return reply;
    }

    /**
     * Completes the answer to a person who has just proved itself again within a login of this kind: a cookie is replaced, and the one
     * that the browser had stops working (OWASP ASVS 7.2.4). Tokens are not: they are replaced all the time.
     *
     * @param caller the login; it goes on
     * @param request the request that proved it
     * @param reply the answer so far
     * @return the answer
     */
    default Reply afterReauthentication(Identity caller, AuthRequest request, Reply reply) {
        return reply;
    }

    /**
     * A login that a token proved.
     *
     * @param accountId whose it is
     * @param loginId the login's id
     */
    record Presented(String accountId, String loginId) {}
}
