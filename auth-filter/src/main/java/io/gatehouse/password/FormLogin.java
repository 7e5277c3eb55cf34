package io.gatehouse.password;

import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.ReturnTo;
import java.util.List;

/**
 * Login by an HTML form without a script: a POST of the fields {@code email}, {@code password} and perhaps {@code returnTo}, by default to
 * {@value #DEFAULT_PATH}. Ends in 303 to {@code returnTo} with the cookie that the grant hands out, or in 303 back to the page with the
 * problem's code in the parameter {@code problem}. A form needs no leave of the browser to be sent from another site, so that a request
 * without same-site proof is refused here whoever sends it. Immutable.
 */
public final class FormLogin implements AuthFeature {
    /** Where the endpoint stands unless moved. */
    public static final String DEFAULT_PATH = LoginEndpoints.DEFAULT_BASE_PATH + "/form";

    private final FormLoginEndpoint endpoint;

    private FormLogin(FormLoginEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Makes the login.
     *
     * @param verifier proves passwords
     * @param grant hands out a cookie
     * @param page the page with the form, where people go if the login fails; of the application, without the context path
     * @param home where people go at the end if the form does not say; of the application too
     * @return the feature, at {@value #DEFAULT_PATH}
     */
    public static FormLogin of(PasswordVerifier verifier, Grant grant, ReturnTo page, ReturnTo home) {
        return new FormLogin(new FormLoginEndpoint(DEFAULT_PATH, verifier, grant, page, home));
    }

    /**
     * Moves the endpoint.
     *
     * @param value its path
     * @return a changed copy
     */
    public FormLogin withPath(String value) {
        return new FormLogin(endpoint.withPath(value));
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
