package io.gatehouse.testkit;

import static io.gatehouse.testkit.RowBuilder.CLEARED;
import static io.gatehouse.testkit.RowBuilder.KEY_CHALLENGE;
import static io.gatehouse.testkit.RowBuilder.TOKEN_CHALLENGE;
import static io.gatehouse.testkit.RowBuilder.error;
import static io.gatehouse.testkit.RowBuilder.row;

import io.gatehouse.Requirement;
import io.gatehouse.testkit.DecisionTable.Row;
import java.util.List;
import java.util.Map;

/** The library's own endpoints. */
final class EndpointRows {
    private static final String SITE = "Sec-Fetch-Site";
    private static final String FRESH = "__Host-fake=fresh; Path=/; HttpOnly; SameSite=Lax; Secure";
    private static final String ECHO_ALLOWED = "DELETE, GET, HEAD, PATCH, POST, PUT";

    private EndpointRows() {}

    static List<Row> all() {
        return List.of(
                row("an endpoint answers").get("/auth/me").token("ada").answered(200),
                row("HEAD is answered by GET")
                        .to("HEAD", "/auth/me")
                        .token("ada")
                        .answered(200),
                row("a second method of one path")
                        .to("DELETE", "/auth/me")
                        .token("ada")
                        .answered(200),
                row("an unknown method of an endpoint")
                        .post("/auth/me")
                        .token("ada")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", "DELETE, GET, HEAD")),
                row("an unknown method is told before credentials are judged")
                        .post("/auth/me")
                        .token("bad")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", "DELETE, GET, HEAD")),
                row("HEAD is not answered by POST")
                        .to("HEAD", "/auth/keys")
                        .token("ada")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", "POST")),
                row("methods are told apart by case")
                        .to("post", "/auth/keys")
                        .token("ada")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", "POST")),
                row("an endpoint that needs sign-in").get("/auth/me").credentialsMissing(),
                row("an endpoint with a bad credential")
                        .get("/auth/me")
                        .token("bad")
                        .refused(
                                401,
                                "FAKE_CREDENTIAL_INVALID",
                                error("token", "FAKE_CREDENTIAL_INVALID"),
                                KEY_CHALLENGE),
                row("an endpoint for logins, by token")
                        .post("/auth/keys")
                        .token("ada")
                        .answered(200),
                row("an endpoint for logins, by key")
                        .post("/auth/keys")
                        .key("ada")
                        .refused(403, "FORBIDDEN", error("key", "FORBIDDEN")),
                row("an endpoint with a variable").get("/auth/things/7").answered(200),
                row("an endpoint's variable is not empty").get("/auth/things/").credentialsMissing(),
                row("an endpoint has no second path with a slash")
                        .post("/auth/login/")
                        .credentialsMissing(),
                row("a floor counts at endpoints too")
                        .post("/auth/login")
                        .floor(Requirement.signedIn())
                        .credentialsMissing(),
                row("login from no browser").post("/auth/login").setting(FRESH).answered(200),
                row("login from our page")
                        .post("/auth/login")
                        .header(SITE, "same-origin")
                        .setting(FRESH)
                        .answered(200),
                row("login from another site")
                        .post("/auth/login")
                        .header(SITE, "cross-site")
                        .refused(403, "CSRF_REFUSED"),
                row("login from a sibling site")
                        .post("/auth/login")
                        .header(SITE, "same-site")
                        .refused(403, "CSRF_REFUSED"),
                row("login from another origin")
                        .post("/auth/login")
                        .header("Origin", "https://evil.example")
                        .refused(403, "CSRF_REFUSED"),
                row("login from an opaque origin")
                        .post("/auth/login")
                        .header("Origin", "null")
                        .refused(403, "CSRF_REFUSED"),
                row("login ignores bad credentials in headers and cookies")
                        .post("/auth/login")
                        .token("bad")
                        .key("runtime")
                        .cookie("stale")
                        .setting(FRESH)
                        .answered(200),
                row("login with a token is still refused from another site")
                        .post("/auth/login")
                        .token("ada")
                        .header(SITE, "cross-site")
                        .refused(403, "CSRF_REFUSED"),
                row("an open endpoint from another site without credentials")
                        .post("/auth/logout")
                        .header(SITE, "cross-site")
                        .refused(403, "CSRF_REFUSED"),
                row("an open endpoint from another site with a stale cookie")
                        .post("/auth/logout")
                        .cookie("stale")
                        .header(SITE, "cross-site")
                        .refused(403, "CSRF_REFUSED"),
                row("an open endpoint from another site with a good cookie")
                        .post("/auth/logout")
                        .cookie("ada")
                        .header(SITE, "cross-site")
                        .refused(403, "CSRF_REFUSED"),
                row("an open endpoint by cookie without evidence")
                        .post("/auth/logout")
                        .cookie("ada")
                        .refused(403, "CSRF_REFUSED"),
                row("an open endpoint by token from another site")
                        .post("/auth/logout")
                        .token("ada")
                        .header(SITE, "cross-site")
                        .answered(200),
                row("an open endpoint clears a stale cookie")
                        .post("/auth/logout")
                        .cookie("stale")
                        .setting(CLEARED)
                        .answered(200),
                row("an open endpoint that is only read may be called from anywhere")
                        .get("/auth/things/7")
                        .header(SITE, "cross-site")
                        .answered(200),
                row("an endpoint's cookie wins over a renewed one of the same name")
                        .post("/auth/rotate")
                        .cookie("renewed")
                        .header(SITE, "same-origin")
                        .setting("__Host-fake=rotated; Path=/; HttpOnly; SameSite=Lax; Secure")
                        .answered(204),
                row("an endpoint that rejects keeps the renewed cookie")
                        .post("/auth/rejecting")
                        .cookie("renewed")
                        .header(SITE, "same-origin")
                        .setting("__Host-fake=renewed; Path=/; HttpOnly; SameSite=Lax; Secure")
                        .refused(404, "NOT_FOUND"),
                row("an endpoint that rejects")
                        .post("/auth/rejecting")
                        .token("ada")
                        .refused(404, "NOT_FOUND"),
                row("TRACE echoes credentials and is refused")
                        .to("TRACE", "/open/a")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", ECHO_ALLOWED)),
                row("TRACE is refused at endpoints too")
                        .to("TRACE", "/auth/me")
                        .token("ada")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", ECHO_ALLOWED)),
                row("TRACK is TRACE by another name")
                        .to("TRACK", "/signed-in")
                        .cookie("ada")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", ECHO_ALLOWED)),
                row("an endpoint needs a challenge with its 401")
                        .to("DELETE", "/auth/me")
                        .refused(401, "CREDENTIALS_MISSING", TOKEN_CHALLENGE, KEY_CHALLENGE));
    }
}
