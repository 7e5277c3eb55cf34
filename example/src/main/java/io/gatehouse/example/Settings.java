package io.gatehouse.example;

import io.gatehouse.oauth.ClientAuthentication;
import io.gatehouse.oauth.OAuthProvider;
import io.gatehouse.servlet.TrustedProxies;
import io.gatehouse.session.SessionPolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param publicUrl where clients reach the application; the issuer of its tokens
 * @param trustedProxies the proxies that pass requests on, if there are any
 * @param demoPassword the password of the demo accounts; generated if empty
 * @param dataDirectory where the application keeps its files
 * @param databaseUrl the JDBC address of the database: H2 or PostgreSQL
 * @param databaseUser who connects to it, if the address does not say so
 * @param databasePassword proves it
 * @param provider the OpenID provider that people may sign in with, if there is one
 * @param signingKey the file of the key that signs tokens; nodes of one application share it
 */
record Settings(
        String publicUrl,
        TrustedProxies trustedProxies,
        Optional<String> demoPassword,
        Path dataDirectory,
        String databaseUrl,
        Optional<String> databaseUser,
        Optional<String> databasePassword,
        Optional<OAuthProvider> provider,
        Path signingKey) {
    /**
     * Reads the environment.
     *
     * @param contextPath two copies of the application on one server keep their files apart
     */
    static Settings from(Map<String, String> environment, String contextPath) {
        String port = given(environment, "PORT").orElse("8080");
        Path data = Path.of(given(environment, "DATA_DIR").orElse("example-data"))
                .resolve(contextPath.isEmpty() ? "ROOT" : contextPath.substring(1))
                .toAbsolutePath();
        return new Settings(
                given(environment, "PUBLIC_URL").orElse("http://localhost:" + port),
                given(environment, "TRUSTED_PROXIES")
                        .map(list -> TrustedProxies.of(list.strip().split("\\s*,\\s*", -1)))
                        .orElse(TrustedProxies.none()),
                given(environment, "DEMO_PASSWORD"),
                data,
                given(environment, "DATABASE_URL").orElse(embedded(data.resolve("database"))),
                given(environment, "DATABASE_USER"),
                given(environment, "DATABASE_PASSWORD"),
                provider(environment),
                given(environment, "SIGNING_KEY_FILE").map(Path::of).orElse(data.resolve("signing-key.pem")));
    }

    /**
     * An OpenID provider in four variables. Its own address may be plain http on this machine only.
     *
     * @throws IllegalArgumentException if some of the variables are missing
     */
    private static Optional<OAuthProvider> provider(Map<String, String> environment) {
        Optional<String> issuer = given(environment, "OIDC_ISSUER");
        Optional<String> clientId = given(environment, "OIDC_CLIENT_ID");
        Optional<String> secret = given(environment, "OIDC_CLIENT_SECRET");
        if (issuer.isEmpty() && clientId.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (issuer.isEmpty() || clientId.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all of them, or none");
        }
        OAuthProvider provider = OAuthProvider.oidc(
                        "oidc",
                        given(environment, "OIDC_NAME").orElse("OpenID"),
                        issuer.get(),
                        clientId.get(),
                        ClientAuthentication.secretBasic(secret.get()))
                .withScopes("email", "profile")
                .withUserInfo();
        return Optional.of(issuer.get().startsWith("http:") ? provider.insecureAllowHttp() : provider);
    }

    /** On this machine the cookie may go over plain http. */
    SessionPolicy sessionPolicy() {
        SessionPolicy policy = SessionPolicy.standard();
        return publicUrl.startsWith("http:") ? policy.allowInsecureHttpOnLocalhost() : policy;
    }

    /** H2 keeps the last half second in memory unless told otherwise: a used-up token would be good again after a crash. */
    private static String embedded(Path file) {
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0";
    }

    /** Never shows a password. */
    @Override
    public String toString() {
        return "Settings[" + publicUrl + "]";
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
