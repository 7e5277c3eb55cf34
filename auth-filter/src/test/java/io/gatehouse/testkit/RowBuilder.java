package io.gatehouse.testkit;

import io.gatehouse.Requirement;
import io.gatehouse.testkit.DecisionTable.Expected;
import io.gatehouse.testkit.DecisionTable.Field;
import io.gatehouse.testkit.DecisionTable.Request;
import io.gatehouse.testkit.DecisionTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words for rows: {@code row("…").post("/a").cookie("ada").refused(403, "CSRF_REFUSED")}. */
final class RowBuilder {
    static final String TOKEN_CHALLENGE = "token realm=\"test\"";
    static final String KEY_CHALLENGE = "key realm=\"test\"";
    static final String CLEARED = "__Host-fake=; Path=/; HttpOnly; Max-Age=0; SameSite=Lax; Secure";

    private final String name;
    private String method = "GET";
    private String path = "/";
    private final List<Field> headers = new ArrayList<>();
    private final List<Field> cookies = new ArrayList<>();
    private final List<String> setCookies = new ArrayList<>();
    private String origin = "https://app.example";
    private String address = "203.0.113.7";
    private Requirement floor = Requirement.anyone();

    private RowBuilder(String name) {
        this.name = name;
    }

    static RowBuilder row(String name) {
        return new RowBuilder(name);
    }

    RowBuilder get(String value) {
        return to("GET", value);
    }

    RowBuilder post(String value) {
        return to("POST", value);
    }

    RowBuilder to(String newMethod, String newPath) {
        method = newMethod;
        path = newPath;
        return this;
    }

    RowBuilder token(String word) {
        return header(DecisionWiring.TOKEN_HEADER, word);
    }

    RowBuilder key(String word) {
        return header(DecisionWiring.KEY_HEADER, word);
    }

    RowBuilder cookie(String word) {
        cookies.add(new Field(DecisionWiring.COOKIE, word));
        return this;
    }

    RowBuilder header(String field, String value) {
        headers.add(new Field(field, value));
        return this;
    }

    RowBuilder plainHttp() {
        origin = "http://app.example";
        return this;
    }

    RowBuilder from(String value) {
        address = value;
        return this;
    }

    RowBuilder floor(Requirement value) {
        floor = value;
        return this;
    }

    /** The answer carries this {@code Set-Cookie} value. */
    RowBuilder setting(String cookie) {
        setCookies.add(cookie);
        return this;
    }

    Row allowed(String caller) {
        return expecting(new Expected.Allowed(Optional.of(caller), List.copyOf(setCookies)));
    }

    Row anonymous() {
        return expecting(new Expected.Allowed(Optional.empty(), List.copyOf(setCookies)));
    }

    Row answered(int status) {
        return expecting(new Expected.Answered(status, Optional.empty(), List.of(), Map.of(), List.copyOf(setCookies)));
    }

    /** Nothing was sent, on a route that accepts every scheme. */
    Row credentialsMissing() {
        return refused(401, "CREDENTIALS_MISSING", TOKEN_CHALLENGE, KEY_CHALLENGE);
    }

    Row unavailable() {
        return refused(503, "UNAVAILABLE", Map.of("Retry-After", "5"));
    }

    Row refused(int status, String code, String... challenges) {
        return refused(status, code, Map.of(), challenges);
    }

    Row refused(int status, String code, Map<String, String> noted, String... challenges) {
        return expecting(
                new Expected.Answered(status, Optional.of(code), List.of(challenges), noted, List.copyOf(setCookies)));
    }

    /** The challenge of a scheme whose credential was judged and found wanting. */
    static String error(String scheme, String code) {
        return scheme + " realm=\"test\", error=\"" + code + "\"";
    }

    private Row expecting(Expected expected) {
        return new Row(name, new Request(method, path, headers, cookies, origin, address), floor, expected);
    }
}
