package io.gatehouse.config;

import io.gatehouse.login.LoginEndpoints;
import java.util.List;

/**
 * Where the endpoints of logins stand.
 *
 * @param base the path that they stand below
 */
record EndpointSection(String base) {
    static final Key<String> BASE_PATH = new Key<>(
            "gatehouse.endpoints.base-path",
            ValueType.TEXT,
            "LoginEndpoints.withBasePath,TokenLogin.withBasePath,OAuthLogin.withBasePath,PasswordLogin.withPath,PasswordChange.withPath,"
                    + "FormLogin.withPath,AuditTrail.withPath",
            LoginEndpoints.DEFAULT_BASE_PATH,
            "What the endpoints of logins stand below, and with them the redirect URIs of providers.");

    static List<Key<?>> keyList() {
        return List.of(BASE_PATH);
    }

    static EndpointSection read(Reading reading, boolean logins) {
        String usual = LoginEndpoints.DEFAULT_BASE_PATH;
        if (!logins) {
            return new EndpointSection(usual);
        }
        String base = reading.find(BASE_PATH).orElse(usual);
        boolean plain = base.length() > 1
                && base.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./".indexOf(c) >= 0)
                && base.chars().allMatch(c -> c < 128)
                && base.startsWith("/")
                && !base.endsWith("/")
                && !base.contains("//")
                && !base.contains("/.");
        if (!plain) {
            reading.problem(
                    BASE_PATH,
                    "is \"" + base + "\", but must be a path like " + usual + ", without a slash at the end");
            return new EndpointSection(usual);
        }
        return new EndpointSection(base);
    }

    /** Another place for an endpoint that the library has below the usual path. */
    String moved(String path) {
        return base + path.substring(LoginEndpoints.DEFAULT_BASE_PATH.length());
    }
}
