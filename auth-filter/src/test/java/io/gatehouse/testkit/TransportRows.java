package io.gatehouse.testkit;

import static io.gatehouse.testkit.RowBuilder.row;

import io.gatehouse.testkit.DecisionTable.Row;
import java.util.List;

/** Plain HTTP: nothing that is worth reading may travel. */
final class TransportRows {
    private static final String CODE = "HTTPS_REQUIRED";

    private TransportRows() {}

    static List<Row> all() {
        return List.of(
                row("plain http on an open path without credentials")
                        .get("/open/a")
                        .plainHttp()
                        .anonymous(),
                row("plain http on a closed path").get("/signed-in").plainHttp().refused(403, CODE),
                row("plain http with a good token")
                        .get("/signed-in")
                        .token("ada")
                        .plainHttp()
                        .refused(403, CODE),
                row("plain http with a token on an open path")
                        .get("/open/a")
                        .token("ada")
                        .plainHttp()
                        .refused(403, CODE),
                row("plain http with a bad token tells nothing of it")
                        .get("/open/a")
                        .token("bad")
                        .plainHttp()
                        .refused(403, CODE),
                row("plain http with a cookie on an open path")
                        .get("/open/a")
                        .cookie("stale")
                        .plainHttp()
                        .refused(403, CODE),
                row("plain http with a cookie that the route does not read")
                        .get("/token-open")
                        .cookie("ada")
                        .plainHttp()
                        .anonymous(),
                row("plain http to login").post("/auth/login").plainHttp().refused(403, CODE),
                row("plain http to an open endpoint")
                        .post("/auth/logout")
                        .plainHttp()
                        .refused(403, CODE),
                row("plain http to an endpoint that is only read")
                        .get("/auth/things/7")
                        .plainHttp()
                        .refused(403, CODE),
                row("plain http from this machine")
                        .get("/signed-in")
                        .token("ada")
                        .plainHttp()
                        .from("127.0.0.1")
                        .allowed("ada by token"),
                row("plain http from another address of this machine")
                        .get("/signed-in")
                        .token("ada")
                        .plainHttp()
                        .from("127.8.9.10")
                        .allowed("ada by token"),
                row("plain http from this machine by IPv6")
                        .get("/signed-in")
                        .token("ada")
                        .plainHttp()
                        .from("::1")
                        .allowed("ada by token"),
                row("plain http from this machine by IPv6 in full")
                        .get("/signed-in")
                        .token("ada")
                        .plainHttp()
                        .from("0:0:0:0:0:0:0:1")
                        .allowed("ada by token"),
                row("plain http to login from this machine")
                        .post("/auth/login")
                        .plainHttp()
                        .from("127.0.0.1")
                        .setting("__Host-fake=fresh; Path=/; HttpOnly; SameSite=Lax; Secure")
                        .answered(200),
                row("plain http from a neighbour")
                        .get("/signed-in")
                        .token("ada")
                        .plainHttp()
                        .from("10.0.0.1")
                        .refused(403, CODE),
                row("plain http from an address that looks alike")
                        .get("/signed-in")
                        .token("ada")
                        .plainHttp()
                        .from("::127")
                        .refused(403, CODE));
    }
}
