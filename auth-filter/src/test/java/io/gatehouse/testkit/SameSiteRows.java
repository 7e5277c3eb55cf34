package io.gatehouse.testkit;

import static io.gatehouse.testkit.RowBuilder.row;

import io.gatehouse.testkit.DecisionTable.Row;
import java.util.ArrayList;
import java.util.List;

/** What a browser attaches by itself needs same-site proof; what a client sends on purpose does not. */
final class SameSiteRows {
    private static final String SITE = "Sec-Fetch-Site";
    private static final String HERE = "https://app.example";
    private static final String THERE = "https://evil.example";

    private SameSiteRows() {}

    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "PROPFIND", "get", "CONNECT")) {
            rows.add(cookie(method, "without evidence").refused(403, "CSRF_REFUSED"));
            rows.add(cookie(method, "from the same origin")
                    .header(SITE, "same-origin")
                    .allowed("ada by cookie"));
        }
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            rows.add(cookie(method, "from another site")
                    .header(SITE, "cross-site")
                    .allowed("ada by cookie"));
        }
        for (String site : List.of("cross-site", "same-site", "SAME-ORIGIN", "", "same-origin, same-origin", "new")) {
            rows.add(cookie("POST", "with fetch site \"" + site + "\"")
                    .header(SITE, site)
                    .refused(403, "CSRF_REFUSED"));
        }
        rows.add(cookie("POST", "that the person typed").header(SITE, "none").allowed("ada by cookie"));
        rows.add(cookie("POST", "with two fetch sites")
                .header(SITE, "same-origin")
                .header(SITE, "same-origin")
                .refused(403, "CSRF_REFUSED"));
        rows.add(cookie("POST", "whose fetch site is foreign though its Origin is ours")
                .header(SITE, "cross-site")
                .header("Origin", HERE)
                .refused(403, "CSRF_REFUSED"));
        rows.add(cookie("POST", "with our Origin").header("Origin", HERE).allowed("ada by cookie"));
        for (String origin : List.of(
                THERE,
                "null",
                "",
                "http://app.example",
                HERE + ":444",
                HERE + ".evil.example",
                "https://APP.example")) {
            rows.add(cookie("POST", "with Origin \"" + origin + "\"")
                    .header("Origin", origin)
                    .refused(403, "CSRF_REFUSED"));
        }
        rows.add(cookie("POST", "with two Origins")
                .header("Origin", HERE)
                .header("Origin", HERE)
                .refused(403, "CSRF_REFUSED"));
        rows.add(cookie("POST", "whose Origin is foreign though its Referer is ours")
                .header("Origin", "null")
                .header("Referer", HERE + "/a")
                .refused(403, "CSRF_REFUSED"));
        for (String referer : List.of(HERE + "/a?b", HERE, "HTTPS://APP.example:443/a")) {
            rows.add(cookie("POST", "with Referer " + referer)
                    .header("Referer", referer)
                    .allowed("ada by cookie"));
        }
        for (String referer : List.of(
                THERE + "/" + HERE,
                HERE + "@evil.example/",
                HERE + ".evil.example/",
                "http://app.example/",
                HERE + ":8443/",
                "about:blank",
                "",
                "//app.example/",
                "https:app.example",
                HERE + "\\@evil.example/")) {
            rows.add(cookie("POST", "with Referer \"" + referer + "\"")
                    .header("Referer", referer)
                    .refused(403, "CSRF_REFUSED"));
        }
        rows.add(cookie("POST", "with two Referers")
                .header("Referer", HERE + "/a")
                .header("Referer", HERE + "/a")
                .refused(403, "CSRF_REFUSED"));
        upgrades(rows);
        explicit(rows);
        return rows;
    }

    /** A WebSocket handshake is a GET that can do anything afterwards. */
    private static void upgrades(List<Row> rows) {
        rows.add(cookie("GET", "that opens a WebSocket without evidence")
                .header("Upgrade", "websocket")
                .refused(403, "CSRF_REFUSED"));
        rows.add(cookie("GET", "that opens a WebSocket from another origin")
                .header("Upgrade", "WebSocket")
                .header("Origin", THERE)
                .refused(403, "CSRF_REFUSED"));
        rows.add(cookie("GET", "that opens a WebSocket behind another protocol")
                .header("Upgrade", "h2c, websocket")
                .header("Origin", THERE)
                .refused(403, "CSRF_REFUSED"));
        rows.add(cookie("GET", "that opens a WebSocket from our origin")
                .header("Upgrade", "websocket")
                .header("Origin", HERE)
                .allowed("ada by cookie"));
        rows.add(cookie("GET", "that offers HTTP/2, which changes no meaning")
                .header("Upgrade", "h2c")
                .allowed("ada by cookie"));
        rows.add(row("a token needs no evidence to open a WebSocket")
                .get("/signed-in")
                .token("ada")
                .header("Upgrade", "websocket")
                .header("Origin", THERE)
                .allowed("ada by token"));
    }

    private static void explicit(List<Row> rows) {
        rows.add(
                row("a token needs no evidence").post("/signed-in").token("ada").allowed("ada by token"));
        rows.add(row("a token is accepted from another site")
                .post("/signed-in")
                .token("ada")
                .header(SITE, "cross-site")
                .header("Origin", THERE)
                .allowed("ada by token"));
        rows.add(row("a good cookie from another site is refused on an open path too")
                .post("/open/a")
                .cookie("ada")
                .header(SITE, "cross-site")
                .refused(403, "CSRF_REFUSED"));
        rows.add(row("nobody signed in needs no evidence on an open path")
                .post("/open/a")
                .header(SITE, "cross-site")
                .anonymous());
        rows.add(row("a role that is missing is not told to another site")
                .post("/admin/a")
                .cookie("ada")
                .header(SITE, "cross-site")
                .refused(403, "CSRF_REFUSED"));
    }

    private static RowBuilder cookie(String method, String how) {
        return row("a " + method + " by cookie " + how).to(method, "/signed-in").cookie("ada");
    }
}
