package io.gatehouse.password;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.LoginAttempt;
import io.gatehouse.login.LoginProblems;
import io.gatehouse.login.LoginThrottle;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a password and ends the account's other logins, both before and after the replacement. Before: if the logins' store is
 * down, nothing has changed, and the whole can be repeated. After: to catch those that began in between with the old password. Should
 * the store fail in just that moment, the answer is 503, the new password holds, and the only other logins are those that began in
 * that moment; changing the password again ends them. A cookie that the request came with is replaced.
 */
record PasswordChangeEndpoint(
        String path,
        PasswordStore passwords,
        AccountStore accounts,
        PasswordHashing hashing,
        PasswordPolicy policy,
        LoginThrottle throttle,
        List<LiveLogins> logins)
        implements Endpoint {
    /** A hash changes under our hands when a login rehashes it, hence once, or when the password is changed, which ends the matter. */
    private static final int MAX_TRIES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(PasswordChangeEndpoint.class);

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Requirement requirement() {
        return Requirement.login();
    }

    PasswordChangeEndpoint withPath(String value) {
        return new PasswordChangeEndpoint(value, passwords, accounts, hashing, policy, throttle, logins);
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        JsonObject body = JsonBody.read(request);
        String current = JsonBody.required(body, "currentPassword");
        String wanted = JsonBody.required(body, "newPassword");
        Identity identity = caller.orElseThrow();
        Account account = accounts.find(identity.accountId().orElseThrow())
                .filter(Account::enabled)
                .orElseThrow(() -> failed("the account is disabled or gone"));
        Optional<String> refused = policy.refuse(wanted, List.of(account.email()));
        if (refused.isPresent()) {
            throw new Rejection(
                    Problem.of(PasswordProblems.PASSWORD_REFUSED, refused.get()).withDetail(refused.get()));
        }
        StoredPassword stored = find(account.id());
        LoginAttempt attempt = throttle.admit(stored.login().value(), request);
        CountedCheck check = new CountedCheck(passwords, hashing, throttle);
        if (!check.matches(current, Optional.of(stored), attempt)) {
            throw failed("wrong current password, or too many were");
        }
        boolean replaced;
        try {
            replaced = replace(stored, current, wanted, identity);
        } catch (Rejection | RuntimeException e) {
            check.unanswered(stored, attempt);
            throw e;
        }
        if (!replaced) {
            throw failed("the password was changed meanwhile");
        }
        return withDevice(attempt, changed(identity, request)).withFact(AuthEvent.Type.PASSWORD_CHANGED, account.id());
    }

    /** False if the current password is wrong by now; all else that hinders is 503. */
    private boolean replace(StoredPassword first, String current, String wanted, Identity identity) throws Rejection {
        String accountId = first.accountId();
        String newHash = hashing.hash(wanted);
        String hash = first.hash();
        for (int i = 0; i < MAX_TRIES; i++) {
            endOthers(accountId, identity.loginId());
            if (passwords.replace(accountId, hash, newHash)) {
                return true;
            }
            Optional<String> now = passwords.findByAccount(accountId).map(StoredPassword::hash);
            if (!hashing.matches(current, now)) {
                return false;
            }
            hash = now.orElseThrow();
        }
        throw new Rejection(Problem.unavailable("the password's hash changed " + MAX_TRIES + " times meanwhile"));
    }

    /** The new password holds: whatever fails from here on, that is told. */
    private Reply changed(Identity identity, AuthRequest request) {
        try {
            endOthers(identity.accountId().orElseThrow(), identity.loginId());
            return renewed(identity, request);
        } catch (RuntimeException e) {
            LOG.warn("a password was changed, but logins that began meanwhile could not be ended", e);
            return Reply.problem(Problem.unavailable("logins that began meanwhile could not be ended"));
        }
    }

    /** Who is known is no reason to say that the password was not changed. */
    private Reply withDevice(LoginAttempt attempt, Reply changed) {
        Reply reply = changed;
        try {
            for (SetCookie cookie : throttle.succeeded(attempt)) {
                reply = reply.withCookie(cookie);
            }
        } catch (RuntimeException e) {
            LOG.warn("a password was changed, but its attempts could not be forgotten", e);
        }
        return reply;
    }

    private StoredPassword find(String accountId) throws Rejection {
        return passwords.findByAccount(accountId).orElseThrow(() -> failed("the account has no password"));
    }

    /** Every kind is asked, also when one fails. */
    private void endOthers(String accountId, Optional<String> current) {
        RuntimeException failure = null;
        for (LiveLogins kind : logins) {
            try {
                kind.endAll(accountId, current);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Reply renewed(Identity caller, AuthRequest request) {
        Reply reply = Reply.noContent();
        for (LiveLogins kind : logins) {
            reply = kind.afterReauthentication(caller, request, reply);
        }
        return reply;
    }

    private static Rejection failed(String reason) {
        return new Rejection(LoginProblems.LOGIN_FAILED, reason);
    }
}
