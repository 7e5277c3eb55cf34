package io.gatehouse.testkit;

import static io.gatehouse.testkit.RowBuilder.error;
import static io.gatehouse.testkit.RowBuilder.row;

import io.gatehouse.Requirement;
import io.gatehouse.testkit.DecisionTable.Row;
import java.util.List;
import java.util.Map;

/** Which rule applies, and what each requirement asks for. */
final class RuleRows {
    private static final String FORBIDDEN = "FORBIDDEN";
    private static final String SCOPE = "SCOPE_INSUFFICIENT";

    private RuleRows() {}

    static List<Row> all() {
        return List.of(
                row("a role that is there").get("/admin/a").token("grace").allowed("grace by token"),
                row("a role that is missing")
                        .get("/admin/a")
                        .token("ada")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a wildcard covers the path before it")
                        .get("/admin")
                        .token("ada")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a wildcard covers the path before it with a slash")
                        .get("/admin/")
                        .token("ada")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a wildcard covers every depth")
                        .get("/admin/a/b/c/d")
                        .token("ada")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a wildcard does not cover a longer word")
                        .get("/administration")
                        .token("ada")
                        .allowed("ada by token"),
                row("one of several roles is enough")
                        .get("/staff")
                        .token("grace")
                        .allowed("grace by token"),
                row("none of several roles is not")
                        .get("/staff")
                        .key("ada")
                        .refused(403, FORBIDDEN, error("key", FORBIDDEN)),
                row("a scope that is there").get("/write").token("grace").allowed("grace by token"),
                row("a scope that is missing").get("/write").token("ada").refused(403, SCOPE, error("token", SCOPE)),
                row("one of two scopes is not enough")
                        .get("/read-write")
                        .token("ada")
                        .refused(403, SCOPE, error("token", SCOPE)),
                row("a missing role by cookie has no challenge")
                        .get("/staff")
                        .cookie("ada")
                        .refused(403, FORBIDDEN),
                row("a token of a login is a login")
                        .get("/login-only")
                        .token("ada")
                        .allowed("ada by token"),
                row("a key is no login").get("/login-only").key("ada").refused(403, FORBIDDEN, error("key", FORBIDDEN)),
                row("a foreign issuer's token is no login")
                        .get("/login-only")
                        .token("foreign")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("nobody means nobody")
                        .get("/nobody")
                        .token("grace")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a more specific rule closes part of an open tree")
                        .get("/open/closed")
                        .credentialsMissing(),
                row("a slash at the end does not step around a rule")
                        .get("/open/closed/")
                        .credentialsMissing(),
                row("a more specific rule opens part of a closed path")
                        .get("/open/closed/shop")
                        .anonymous(),
                row("what no rule lists below a closed path belongs to the tree")
                        .get("/open/closed/other")
                        .anonymous(),
                row("an exact rule wins over a wildcard with the same words")
                        .get("/shop")
                        .anonymous(),
                row("an exact rule does not open the path with a slash that a wildcard closes")
                        .get("/shop/")
                        .credentialsMissing(),
                row("a literal wins over a variable")
                        .get("/orders/new")
                        .token("ada")
                        .refused(403, SCOPE, error("token", SCOPE)),
                row("a variable stands for one segment")
                        .get("/orders/7")
                        .token("ada")
                        .allowed("ada by token"),
                row("a variable does not stand for nothing").get("/orders/").credentialsMissing(),
                row("a variable does not stand for two segments")
                        .get("/orders/7/8")
                        .credentialsMissing(),
                row("a slash after a variable does not step around its rule")
                        .get("/orders/new/")
                        .token("ada")
                        .refused(403, SCOPE, error("token", SCOPE)),
                row("a path below a variable has its own rule")
                        .get("/orders/7/notes")
                        .token("ada")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a literal that leads nowhere gives way to a variable")
                        .get("/orders/new/notes")
                        .token("ada")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a variable below an open tree closes")
                        .get("/open/any/deep")
                        .credentialsMissing(),
                row("a literal beside that variable opens again")
                        .get("/open/literal/deep")
                        .anonymous(),
                row("case matters: the rule as written").get("/Case").anonymous(),
                row("case matters: another path").get("/case").credentialsMissing(),
                row("a rule for GET").get("/methods").anonymous(),
                row("a rule for GET is one for HEAD").to("HEAD", "/methods").anonymous(),
                row("a rule for POST beside it").post("/methods").credentialsMissing(),
                row("a method without a rule, where others have one")
                        .to("DELETE", "/methods")
                        .token("grace")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", "GET, HEAD, POST")),
                row("a method without a rule, with a slash at the end")
                        .to("DELETE", "/methods/")
                        .token("grace")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", "GET, HEAD, POST")),
                row("a method in lower case is another method")
                        .to("get", "/methods")
                        .refused(405, "METHOD_NOT_ALLOWED", Map.of("Allow", "GET, HEAD, POST")),
                row("a rule for one method beside one for all")
                        .to("DELETE", "/mixed")
                        .token("ada")
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a rule for all methods beside one for DELETE")
                        .to("PUT", "/mixed")
                        .token("ada")
                        .allowed("ada by token"),
                row("a method that no rule names on an unlisted path")
                        .to("BREW", "/nowhere")
                        .credentialsMissing(),
                row("a header that overrides the method is not looked at")
                        .post("/mixed")
                        .token("ada")
                        .header("X-HTTP-Method-Override", "DELETE")
                        .allowed("ada by token"),
                row("the root is unlisted").get("/").credentialsMissing(),
                row("a floor closes an open path")
                        .get("/open/a")
                        .floor(Requirement.signedIn())
                        .credentialsMissing(),
                row("a floor asks for more than the rule")
                        .get("/signed-in")
                        .token("ada")
                        .floor(Requirement.role("admin"))
                        .refused(403, FORBIDDEN, error("token", FORBIDDEN)),
                row("a floor that is met")
                        .get("/open/a")
                        .token("grace")
                        .floor(Requirement.role("admin"))
                        .allowed("grace by token"),
                row("a floor never opens a closed path")
                        .get("/signed-in")
                        .floor(Requirement.anyone())
                        .credentialsMissing(),
                row("a rule stays though the floor is met")
                        .get("/write")
                        .token("ada")
                        .floor(Requirement.signedIn())
                        .refused(403, SCOPE, error("token", SCOPE)),
                row("a floor makes a stale cookie a refusal")
                        .get("/open/a")
                        .cookie("stale")
                        .floor(Requirement.signedIn())
                        .setting(RowBuilder.CLEARED)
                        .refused(401, "FAKE_CREDENTIAL_INVALID", RowBuilder.TOKEN_CHALLENGE, RowBuilder.KEY_CHALLENGE));
    }
}
