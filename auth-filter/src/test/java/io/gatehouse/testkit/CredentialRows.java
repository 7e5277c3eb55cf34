package io.gatehouse.testkit;

import static io.gatehouse.testkit.RowBuilder.CLEARED;
import static io.gatehouse.testkit.RowBuilder.KEY_CHALLENGE;
import static io.gatehouse.testkit.RowBuilder.TOKEN_CHALLENGE;
import static io.gatehouse.testkit.RowBuilder.error;
import static io.gatehouse.testkit.RowBuilder.row;

import io.gatehouse.testkit.DecisionTable.Row;
import java.util.List;

/** Absent, good and bad credentials, alone and together. */
final class CredentialRows {
    private static final String INVALID = "FAKE_CREDENTIAL_INVALID";

    private CredentialRows() {}

    static List<Row> all() {
        return List.of(
                row("nothing on an open path is anonymous").get("/open/a").anonymous(),
                row("nothing on a signed-in path is invited to sign in")
                        .get("/signed-in")
                        .credentialsMissing(),
                row("nothing on an unlisted path is invited to sign in")
                        .get("/nowhere")
                        .credentialsMissing(),
                row("nothing on a role path is invited to sign in")
                        .get("/admin/a")
                        .credentialsMissing(),
                row("nothing on a nobody path is invited to sign in")
                        .get("/nobody")
                        .credentialsMissing(),
                row("nothing on a scheme-limited path is invited by that scheme only")
                        .get("/token-only/a")
                        .refused(401, "CREDENTIALS_MISSING", TOKEN_CHALLENGE),
                row("nothing on a cookie path still gets some challenge")
                        .get("/cookie-only")
                        .refused(401, "CREDENTIALS_MISSING", "Login realm=\"gatehouse\""),
                row("a good token on an open path is known")
                        .get("/open/a")
                        .token("ada")
                        .allowed("ada by token"),
                row("a good token on a signed-in path")
                        .get("/signed-in")
                        .token("ada")
                        .allowed("ada by token"),
                row("a good token on an unlisted path")
                        .get("/nowhere")
                        .token("ada")
                        .allowed("ada by token"),
                row("a good key on a signed-in path")
                        .get("/signed-in")
                        .key("ada")
                        .allowed("ada by key"),
                row("a good cookie on a signed-in path")
                        .get("/signed-in")
                        .cookie("ada")
                        .allowed("ada by cookie"),
                row("a good cookie on an open path is known")
                        .get("/open/a")
                        .cookie("ada")
                        .allowed("ada by cookie"),
                row("a bad token on an open path is refused")
                        .get("/open/a")
                        .token("bad")
                        .refused(401, INVALID, error("token", INVALID), KEY_CHALLENGE),
                row("a bad token on a signed-in path is refused")
                        .get("/signed-in")
                        .token("bad")
                        .refused(401, INVALID, error("token", INVALID), KEY_CHALLENGE),
                row("a bad key on an open path is refused")
                        .get("/open/a")
                        .key("bad")
                        .refused(401, INVALID, error("key", INVALID), TOKEN_CHALLENGE),
                row("an empty token is a credential, and a bad one")
                        .get("/open/a")
                        .token("")
                        .refused(401, INVALID, error("token", INVALID), KEY_CHALLENGE),
                row("a bad key on a path that accepts tokens only is refused as bad")
                        .get("/token-open")
                        .key("bad")
                        .refused(401, INVALID, error("key", INVALID), TOKEN_CHALLENGE),
                row("a token sent twice is not guessed at")
                        .get("/signed-in")
                        .token("ada")
                        .token("ada")
                        .refused(401, INVALID, error("token", INVALID), KEY_CHALLENGE),
                row("two explicit credentials are ambiguous")
                        .get("/signed-in")
                        .token("ada")
                        .key("ada")
                        .refused(400, "CREDENTIALS_AMBIGUOUS"),
                row("two explicit credentials are ambiguous on an open path too")
                        .get("/open/a")
                        .token("ada")
                        .key("bad")
                        .refused(400, "CREDENTIALS_AMBIGUOUS"),
                row("two explicit credentials are ambiguous though the route accepts one of them only")
                        .get("/token-only/a")
                        .token("ada")
                        .key("ada")
                        .refused(400, "CREDENTIALS_AMBIGUOUS"),
                row("a good token beside a stale cookie is judged alone")
                        .get("/signed-in")
                        .token("ada")
                        .cookie("stale")
                        .allowed("ada by token"),
                row("a good token wins over somebody else's good cookie")
                        .get("/signed-in")
                        .token("ada")
                        .cookie("grace")
                        .allowed("ada by token"),
                row("a bad token never falls through to a good cookie")
                        .get("/signed-in")
                        .token("bad")
                        .cookie("ada")
                        .refused(401, INVALID, error("token", INVALID), KEY_CHALLENGE),
                row("a cookie is not read where its scheme is not accepted")
                        .get("/token-only/a")
                        .cookie("ada")
                        .refused(401, "CREDENTIALS_MISSING", TOKEN_CHALLENGE),
                row("a failing cookie is not read where its scheme is not accepted")
                        .get("/token-open")
                        .cookie("runtime")
                        .anonymous(),
                row("a stale cookie on an open path is anonymous and cleared")
                        .get("/open/a")
                        .cookie("stale")
                        .setting(CLEARED)
                        .anonymous(),
                row("a stale cookie on a signed-in path is refused and cleared")
                        .get("/signed-in")
                        .cookie("stale")
                        .setting(CLEARED)
                        .refused(401, INVALID, TOKEN_CHALLENGE, KEY_CHALLENGE),
                row("two cookies of one name are not guessed at")
                        .get("/signed-in")
                        .cookie("ada")
                        .cookie("grace")
                        .setting(CLEARED)
                        .refused(401, INVALID, TOKEN_CHALLENGE, KEY_CHALLENGE),
                row("a renewed cookie is set with what the application answers")
                        .get("/signed-in")
                        .cookie("renewed")
                        .setting("__Host-fake=renewed; Path=/; HttpOnly; SameSite=Lax; Secure")
                        .allowed("ada by cookie"),
                row("a good key where tokens only are accepted is forbidden")
                        .get("/token-only/a")
                        .key("ada")
                        .refused(403, "FORBIDDEN", error("key", "FORBIDDEN")),
                row("a good token where cookies only are accepted is forbidden")
                        .get("/cookie-only")
                        .token("ada")
                        .refused(403, "FORBIDDEN", error("token", "FORBIDDEN")),
                row("a scheme that finds nothing after all is as good as no credential")
                        .get("/signed-in")
                        .token("absent")
                        .credentialsMissing());
    }
}
