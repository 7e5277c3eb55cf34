package io.gatehouse.password;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LoginProblems;
import io.gatehouse.login.LoginThrottle;
import java.util.Optional;

/** Proves a password and begins a login. */
record PasswordLoginEndpoint(
        String path,
        PasswordStore passwords,
        AccountStore accounts,
        PasswordHashing hashing,
        LoginThrottle throttle,
        Grant grant)
        implements Endpoint {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Requirement requirement() {
        return Requirement.anyone();
    }

    @Override
    public boolean readsCredentials() {
        return false;
    }

    PasswordLoginEndpoint withPath(String value) {
        return new PasswordLoginEndpoint(value, passwords, accounts, hashing, throttle, grant);
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        JsonObject body = JsonBody.read(request);
        String email = JsonBody.required(body, "email");
        String password = JsonBody.required(body, "password");
        throttle.admit(email, request.clientAddress());
        StoredPassword proved = prove(email, password, request.clientAddress());
        // Only now: had the account been asked for before, a login of an unknown name would be quicker by that.
        Account account = accounts.find(proved.accountId())
                .filter(Account::enabled)
                .orElseThrow(() -> failed("the account is disabled or gone"));
        throttle.succeeded(email, request.clientAddress());
        String hash = rehash(proved, password);
        Reply reply = grant.issue(account, request);
        confirm(proved.accountId(), hash, password);
        boolean told = reply.facts().stream().anyMatch(fact -> fact.type() == AuthEvent.Type.LOGIN);
        return told ? reply : reply.withFact(AuthEvent.Type.LOGIN, account.id());
    }

    /**
     * One hash, whatever is found. Where none could be computed the attempt does not count: else a flood that fills the gate would have
     * everybody throttled who tries again.
     */
    private StoredPassword prove(String email, String password, String address) throws Rejection {
        Optional<StoredPassword> stored;
        boolean same;
        try {
            stored = LoginName.parse(email).flatMap(passwords::findByLogin);
            same = hashing.matches(password, stored.map(StoredPassword::hash));
        } catch (Rejection | StoreUnavailableException e) {
            throttle.unanswered(email, address);
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

    /**
     * Looks again. A password change ends all other logins, but can't end one that begins a moment later with a password proved a
     * moment earlier: what was handed out for it is dropped here and never leaves the server.
     */
    private void confirm(String accountId, String hash, String password) throws Rejection {
        Optional<String> now = passwords.findByAccount(accountId).map(StoredPassword::hash);
        if (!now.equals(Optional.of(hash)) && !hashing.matches(password, now)) {
            throw failed("the password was changed during the login");
        }
    }

    private static Rejection failed(String reason) {
        return new Rejection(LoginProblems.LOGIN_FAILED, reason);
    }
}
