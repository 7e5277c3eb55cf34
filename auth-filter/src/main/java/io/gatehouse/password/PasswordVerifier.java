package io.gatehouse.password;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.LoginProblems;
import io.gatehouse.login.LoginThrottle;
import java.util.Optional;

/**
 * Proves whose password it is. Unknown, wrong and disabled get one answer at the cost of one hash. What is throttled is not hashed at
 * all. A hash below the policy is replaced. {@link PasswordLogin} is built on it; use it where something else than the library begins
 * the login. Immutable and safe for any number of threads.
 */
public final class PasswordVerifier {
    private final PasswordStore passwords;
    private final AccountStore accounts;
    private final PasswordHashing hashing;
    private final LoginThrottle throttle;

    private PasswordVerifier(
            PasswordStore passwords, AccountStore accounts, PasswordHashing hashing, LoginThrottle throttle) {
        this.passwords = passwords;
        this.accounts = accounts;
        this.hashing = hashing;
        this.throttle = throttle;
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
     * @throws Rejection {@code LOGIN_FAILED} if it is not the password of an enabled account, {@code LOGIN_THROTTLED} if there were
     *     too many attempts, {@code UNAVAILABLE} if too many are hashing
     * @throws StoreUnavailableException if a store is down
     */
    public Account verify(String login, String password, String clientAddress) throws Rejection {
        return prove(login, password, clientAddress).account();
    }

    /** Verifies, and tells which hash should be stored now. */
    Proved prove(String login, String password, String address) throws Rejection {
        throttle.admit(login, address);
        StoredPassword stored = matching(login, password, address);
        // Only now: had the account been asked for before, a login of an unknown name would be quicker by that.
        Account account = accounts.find(stored.accountId())
                .filter(Account::enabled)
                .orElseThrow(() -> failed("the account is disabled or gone"));
        throttle.succeeded(login, address);
        return new Proved(account, rehash(stored, password));
    }

    /**
     * Looks again. A password change ends all other logins, but can't end one that begins a moment later with a password proved a
     * moment earlier: what was handed out for it is dropped here and never leaves the server.
     */
    void confirm(Proved proved, String password) throws Rejection {
        Optional<String> now = passwords.findByAccount(proved.account().id()).map(StoredPassword::hash);
        if (!now.equals(Optional.of(proved.hash())) && !hashing.matches(password, now)) {
            throw failed("the password was changed during the login");
        }
    }

    /**
     * One hash, whatever is found. Where none could be computed the attempt does not count: else a flood that fills the gate would have
     * everybody throttled who tries again.
     */
    private StoredPassword matching(String login, String password, String address) throws Rejection {
        Optional<StoredPassword> stored;
        boolean same;
        try {
            stored = LoginName.parse(login).flatMap(passwords::findByLogin);
            same = hashing.matches(password, stored.map(StoredPassword::hash));
        } catch (Rejection | StoreUnavailableException e) {
            throttle.unanswered(login, address);
            throw e;
        }
        if (!same) {
            throw failed(stored.isPresent() ? "wrong password" : "unknown login name");
        }
        return stored.orElseThrow();
    }

    /**
     * Brings the hash up to the policy. That somebody else replaced it in the meantime is no error, and when too many are hashing the
     * next login does it.
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
        } catch (Rejection e) {
            return proved.hash();
        }
    }

    private static Rejection failed(String reason) {
        return new Rejection(LoginProblems.LOGIN_FAILED, reason);
    }

    /** Whose password it is, and the hash that should be stored of it. */
    record Proved(Account account, String hash) {
        /** Never shows the hash. */
        @Override
        public String toString() {
            return "Proved[" + account.id() + "]";
        }
    }
}
