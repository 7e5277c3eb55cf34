package io.gatehouse.password;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import java.util.List;

/**
 * Login with {@code {email, password}}: a POST, by default to {@value #DEFAULT_PATH}, that ends in what the grant hands out. Use it
 * twice, with two grants and paths, to hand out tokens here and cookies there. Immutable.
 *
 * <p>Unknown, wrong and disabled get one answer at the cost of one hash. What is throttled is not hashed at all. A hash below the
 * policy is replaced at login.
 */
public final class PasswordLogin implements AuthFeature {
    /** Where the endpoint stands unless moved. */
    public static final String DEFAULT_PATH = LoginEndpoints.DEFAULT_BASE_PATH + "/login";

    private final PasswordLoginEndpoint endpoint;

    private PasswordLogin(PasswordLoginEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Makes the login.
     *
     * @param passwords where hashes are found and replaced
     * @param accounts where accounts are found
     * @param hashing verifies and rehashes
     * @param throttle slows guessing down
     * @param grant what a login hands out
     * @return the feature, at {@value #DEFAULT_PATH}
     */
    public static PasswordLogin of(
            PasswordStore passwords,
            AccountStore accounts,
            PasswordHashing hashing,
            LoginThrottle throttle,
            Grant grant) {
        return new PasswordLogin(new PasswordLoginEndpoint(
                DEFAULT_PATH, PasswordVerifier.of(passwords, accounts, hashing, throttle), grant));
    }

    /**
     * Moves the endpoint.
     *
     * @param value its path
     * @return a changed copy
     */
    public PasswordLogin withPath(String value) {
        return new PasswordLogin(endpoint.withPath(value));
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
