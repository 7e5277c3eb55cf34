package io.gatehouse.it;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Keycloak in a process of its own, with a realm of two people. */
final class Keycloak implements AutoCloseable {
    /** Asks about tokens that are for it. */
    static final String RESOURCE_SERVER = "shop-api";

    private static final String REALM = "shop";
    private static final String ADMIN = "admin";

    /** It builds itself when it starts for the first time: a minute, and several when the machine has much else to do. */
    private static final Duration FIRST_START = Duration.ofMinutes(8);

    private static final Pattern LISTENING = Pattern.compile("Listening on: http");

    private final ServerProcess process;
    private final Client client;
    private final String url;
    private final String adminPassword;
    private final Secrets secrets;

    private Keycloak(ServerProcess process, String url, String adminPassword, Secrets secrets) {
        this.process = process;
        this.url = url;
        this.adminPassword = adminPassword;
        this.secrets = secrets;
        client = new Client(url, secrets);
    }

    /**
     * Starts it with no data but the realm.
     *
     * @param password what both people sign in with
     * @param resourceSecret what the resource server proves itself by
     */
    static Keycloak start(String password, String resourceSecret, Secrets secrets) throws IOException {
        Path home = Path.of(System.getProperty("gatehouse.keycloak"));
        StockTomcat.deleteTree(home.resolve("data"));
        Path realm = Files.createDirectories(home.resolve("data/import")).resolve(REALM + "-realm.json");
        Files.writeString(realm, JSONObjectUtils.toJSONString(realm(password, resourceSecret)));
        int port = ServerProcess.freePort();
        String adminPassword = secrets.generate();
        ServerProcess process = ServerProcess.program(
                home,
                home.resolveSibling("keycloak.log"),
                Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms256m -Xmx768m",
                        "JAVA_OPTS_APPEND",
                        // the quick compiler starts sooner
                        "-XX:TieredStopAtLevel=1",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        adminPassword),
                // unpacking may lose that it can be run
                List.of(
                        "bash",
                        "bin/kc.sh",
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port));
        try {
            process.awaitOutput(LISTENING, FIRST_START);
            return new Keycloak(process, "http://127.0.0.1:" + port, adminPassword, secrets);
        } catch (Throwable e) {
            process.close();
            throw e;
        }
    }

    String issuer() {
        return url + "/realms/" + REALM;
    }

    /**
     * Makes an example known.
     *
     * @param publicUrl where browsers find it
     * @param directUrl where this provider finds it
     * @param name what people read on the link to this provider
     * @return the variables that tell the example
     */
    Map<String, String> register(String publicUrl, String directUrl, String name) throws IOException {
        String id = "example-" + URI.create(publicUrl).getPort();
        String secret = secrets.generate();
        client.postJson(
                        "/admin/realms/" + REALM + "/clients",
                        Map.of(
                                "clientId",
                                id,
                                "secret",
                                secret,
                                "redirectUris",
                                List.of(publicUrl + "/api/auth/oidc/callback"),
                                "attributes",
                                Map.of(
                                        "pkce.code.challenge.method",
                                        "S256",
                                        "backchannel.logout.url",
                                        directUrl + "/api/auth/oidc/backchannel-logout",
                                        "backchannel.logout.session.required",
                                        "true",
                                        "post.logout.redirect.uris",
                                        publicUrl + "/api/auth/logout/callback")),
                        asAdmin())
                .is(201);
        return Map.of("OIDC_ISSUER", issuer(), "OIDC_CLIENT_ID", id, "OIDC_CLIENT_SECRET", secret, "OIDC_NAME", name);
    }

    /** Ends all sessions of somebody. */
    void logOut(String person) throws IOException {
        String[] bearer = asAdmin();
        Object id = client.get("/admin/realms/" + REALM + "/users?exact=true&username=" + person, bearer)
                .is(200)
                .list()
                .get(0)
                .get("id");
        client.post("/admin/realms/" + REALM + "/users/" + id + "/logout", bearer)
                .is(204);
    }

    /** The header that opens its administration. */
    private String[] asAdmin() throws IOException {
        String token = client.postText(
                        "/realms/master/protocol/openid-connect/token",
                        "application/x-www-form-urlencoded",
                        "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password="
                                + URLEncoder.encode(adminPassword, StandardCharsets.UTF_8))
                .is(200)
                .text("access_token");
        return new String[] {"Authorization", "Bearer " + token};
    }

    /** An access token of the client {@code spa} for the resource server {@code shop-api}, with its refresh token. */
    Answer tokens(String person, String password) throws IOException {
        return client.postText(
                        "/realms/" + REALM + "/protocol/openid-connect/token",
                        "application/x-www-form-urlencoded",
                        "grant_type=password&scope=openid&client_id=spa&username=" + person + "&password="
                                + URLEncoder.encode(password, StandardCharsets.UTF_8))
                .is(200);
    }

    private static List<Map<String, Object>> clients(String secret) {
        Map<String, Object> audience = Map.of(
                "name",
                "audience",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of(
                        "included.client.audience",
                        RESOURCE_SERVER,
                        "access.token.claim",
                        "true",
                        "introspection.token.claim",
                        "true"));
        Map<String, Object> spa = Map.of(
                "clientId",
                "spa",
                "publicClient",
                true,
                "directAccessGrantsEnabled",
                true,
                "protocolMappers",
                List.of(audience));
        return List.of(spa, Map.of("clientId", RESOURCE_SERVER, "secret", secret));
    }

    private static Map<String, Object> realm(String password, String resourceSecret) {
        return Map.of(
                "realm",
                REALM,
                "enabled",
                true,
                "clients",
                clients(resourceSecret),
                "roles",
                Map.of("realm", List.of(Map.of("name", "clerk"))),
                "users",
                List.of(person("ada", password), person("grace", password)));
    }

    private static Map<String, Object> person(String name, String password) {
        return Map.of(
                "username",
                name,
                "email",
                name + "@provider.example",
                "emailVerified",
                true,
                "firstName",
                name,
                "lastName",
                "Example",
                "enabled",
                true,
                "realmRoles",
                List.of("clerk"),
                "credentials",
                List.of(Map.of("type", "password", "value", password)));
    }

    @Override
    public void close() {
        process.close();
    }
}
