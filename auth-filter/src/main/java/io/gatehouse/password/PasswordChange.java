package io.gatehouse.password;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import java.util.List;

/**
 * Lets people change their own password with {@code {currentPassword, newPassword}}: a POST, by default to {@value #DEFAULT_PATH},
 * by a login. All other logins of the account end. Immutable.
 */
public final class PasswordChange implements AuthFeature {
    /** Where the endpoint stands unless moved. */
    public static final String DEFAULT_PATH = LoginEndpoints.DEFAULT_BASE_PATH + "/password";

    private final PasswordChangeEndpoint endpoint;

    private PasswordChange(PasswordChangeEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Makes the feature.
     *
     * @param passwords where hashes are found and replaced
     * @param accounts where accounts are found
     * @param hashing verifies and hashes
     * @param policy what is asked of the new password
     * @param throttle slows guessing of the current password down; the one that the login has
     * @param logins every kind of login that the application hands out; at least one
     * @return the feature, at {@value #DEFAULT_PATH}
     * @throws IllegalArgumentException if no kind of login is named: then none would be ended
     */
    public static PasswordChange of(
            PasswordStore passwords,
            AccountStore accounts,
            PasswordHashing hashing,
            PasswordPolicy policy,
            LoginThrottle throttle,
            List<LiveLogins> logins) {
        if (logins.isEmpty()) {
            throw new IllegalArgumentException("name the logins that a password change ends");
        }
        return new PasswordChange(new PasswordChangeEndpoint(
                DEFAULT_PATH, passwords, accounts, hashing, policy, throttle, List.copyOf(logins)));
    }

    /**
     * Moves the endpoint.
     *
     * @param value its path
     * @return a changed copy
     */
    public PasswordChange withPath(String value) {
        return new PasswordChange(endpoint.withPath(value));
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of();
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(endpoint);
    }
}
