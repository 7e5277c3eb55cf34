package io.gatehouse.password;

import io.gatehouse.AuthRequest;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.LoginAttempt;
import io.gatehouse.login.LoginProblems;
import io.gatehouse.login.LoginThrottle;
import java.util.List;
import java.util.Optional;

/**
 * Proves whose password it is. Unknown, wrong and disabled get one answer at the cost of one hash. What is throttled is not hashed at
 * all. After {@value #MAX_FAILURES} failures in a row a password is taken for wrong until it is replaced, but by a device that its owner
 * signed in from before. A hash below the policy is replaced. {@link PasswordLogin} is built on it; use it where something else than the
 * library begins the login. Immutable and safe for any number of threads.
 */
public final class PasswordVerifier {
    /** How often one password may fail in a row (NIST SP 800-63B-4 section 3.2.2). */
    public static final int MAX_FAILURES = 100;

    private final PasswordStore passwords;
    private final AccountStore accounts;
    private final PasswordHashing hashing;
    private final LoginThrottle throttle;
    private final CountedCheck check;

    private PasswordVerifier(
            PasswordStore passwords, AccountStore accounts, PasswordHashing hashing, LoginThrottle throttle) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.hashing = hashing;
        this.throttle = throttle;
        this.check = new CountedCheck(passwords, hashing, throttle);
    }

    /**
     * Makes a verifier.
     *
     * @param passwords where hashes are found and replaced
     * @param accounts where accounts are found
     * @param hashing verifies and rehashes
     * @param throttle slows guessing down
     * @return the verifier
     */
    public static PasswordVerifier of(
            PasswordStore passwords, AccountStore accounts, PasswordHashing hashing, LoginThrottle throttle) {
        return new PasswordVerifier(passwords, accounts, hashing, throttle);
    }

    /**
     * Verifies a password, and counts the attempt.
     *
     * @param login the login name, as typed
     * @param password the password, as typed
     * @param clientAddress where the attempt comes from
     * @return the account, which is enabled
     * @throws Rejection {@code LOGIN_FAILED} if it is not the password of an enabled account, or has failed too often, {@code LOGIN_THROTTLED} if there were
     *     too many attempts, {@code UNAVAILABLE} if too many are hashing
     * @throws StoreUnavailableException if a store is down
     */
    public Account verify(String login, String password, String clientAddress) throws Rejection {
        return prove(login, password, throttle.admit(login, clientAddress)).account();
    }

    /** Verifies, and tells which hash should be stored now. */
    Proved prove(String login, String password, AuthRequest request) throws Rejection {
        return prove(login, password, throttle.admit(login, request));
    }

    private Proved prove(String login, String password, LoginAttempt attempt) throws Rejection {
        StoredPassword stored = matching(login, password, attempt);
        try {
            // Only now: had the account been asked for before, a login of an unknown name would be quicker by that.
            Optional<Account> account = accounts.find(stored.accountId()).filter(Account::enabled);
            if (account.isPresent()) {
                List<SetCookie> cookies = check.succeeded(stored, attempt);
                return new Proved(account.get(), rehash(stored, password), cookies);
            }
        } catch (RuntimeException e) {
            check.unanswered(stored, attempt);
            throw e;
        }
        throw failed("the account is disabled or gone", stored.accountId());
    }

    /**
     * Looks again. A password change ends all other logins, but can't end one that begins a moment later with a password proved a
     * moment earlier: what was handed out for it is dropped here and never leaves the server.
     */
    void confirm(Proved proved, String password) throws Rejection {
        Optional<String> now = passwords.findByAccount(proved.account().id()).map(StoredPassword::hash);
        if (!now.equals(Optional.of(proved.hash())) && !hashing.matches(password, now)) {
            throw failed(
                    "the password was changed during the login",
                    proved.account().id());
        }
    }

    private StoredPassword matching(String login, String password, LoginAttempt attempt) throws Rejection {
        Optional<StoredPassword> stored = find(login, attempt);
        if (!check.matches(password, stored, attempt)) {
            throw stored.map(it -> failed("wrong password, or too many were", it.accountId()))
                    .orElseGet(() -> new Rejection(LoginProblems.LOGIN_FAILED, "unknown login name"));
        }
        return stored.orElseThrow();
    }

    private Optional<StoredPassword> find(String login, LoginAttempt attempt) {
        try {
            return LoginName.parse(login).flatMap(passwords::findByLogin);
        } catch (StoreUnavailableException e) {
            throttle.unanswered(attempt);
            throw e;
        }
    }

    /**
     * Brings the hash up to the policy. That somebody else replaced it in the meantime is no error, and when too many are hashing, or the
     * store can't write, the next login does it.
     *
     * @return the hash that should be stored now
     */
    private String rehash(StoredPassword proved, String password) {
        if (!hashing.needsRehash(proved.hash())) {
            return proved.hash();
        }
        try {
            String better = hashing.hash(password);
            return passwords.replace(proved.accountId(), proved.hash(), better) ? better : proved.hash();
        } catch (Rejection | StoreUnavailableException e) {
            return proved.hash();
        }
    }

    private static Rejection failed(String reason, String accountId) {
        return new Rejection(Problem.of(LoginProblems.LOGIN_FAILED, reason).withSubject(accountId));
    }

    /** Whose password it is, the hash that should be stored of it, and what the browser is to keep. */
    record Proved(Account account, String hash, List<SetCookie> cookies) {
        /** The reply of a grant, with what the browser is to keep besides. */
        Reply with(Reply granted) {
            Reply reply = granted;
            for (SetCookie cookie : cookies) {
                reply = reply.withCookie(cookie);
            }
            return reply;
        }

        /** Never shows the hash. */
        @Override
        public String toString() {
            return "Proved[" + account.id() + "]";
        }
    }
}
