package io.gatehouse.login;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import java.util.List;

/**
 * The endpoints about one's own logins: {@code me}, {@code logout}, {@code sessions}. They belong to no scheme and serve all.
 * Immutable.
 */
public final class LoginEndpoints implements AuthFeature {
    /** Where endpoints stand unless moved. */
    public static final String DEFAULT_BASE_PATH = "/api/auth";

    private final AccountStore accounts;
    private final List<LiveLogins> logins;
    private final String basePath;

    private LoginEndpoints(AccountStore accounts, List<LiveLogins> logins, String basePath) {
        this.accounts = accounts;
        this.logins = List.copyOf(logins);
        this.basePath = basePath;
    }

    /**
     * Makes the endpoints.
     *
     * @param accounts where accounts are found
     * @param logins every kind of login that the application hands out
     * @return the feature, below {@value #DEFAULT_BASE_PATH}
     */
    public static LoginEndpoints of(AccountStore accounts, LiveLogins... logins) {
        return new LoginEndpoints(accounts, List.of(logins), DEFAULT_BASE_PATH);
    }

    /**
     * Moves the endpoints.
     *
     * @param value the path that they stand below, without a slash at the end
     * @return a changed copy
     */
    public LoginEndpoints withBasePath(String value) {
        return new LoginEndpoints(accounts, logins, value);
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of();
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new MeEndpoint(basePath + "/me", accounts),
                new LogoutEndpoint(basePath + "/logout", logins),
                new ListLoginsEndpoint(basePath + "/sessions", logins),
                new EndOtherLoginsEndpoint(basePath + "/sessions", logins),
                new EndLoginEndpoint(basePath + "/sessions/{id}", logins));
    }
}
