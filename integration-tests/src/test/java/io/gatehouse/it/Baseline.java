package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an application answered before the library was there, and whether it still answers so: status, headers and body. */
final class Baseline {
    /** Headers that differ from one answer to the next. */
    private static final Set<String> CHANGING = Set.of("date", "keep-alive", "connection", "set-cookie");
    /** Headers that the library adds to answers of an application which has not set them. */
    private static final Set<String> ADDED = Set.of(
            "cache-control",
            "content-security-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "referrer-policy",
            "strict-transport-security",
            "vary",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection");

    private final Map<Call, Answer> answers = new LinkedHashMap<>();

    private final Set<String> byDeployment;

    private Baseline(Set<String> byDeployment) {
        this.byDeployment = byDeployment;
    }

    /**
     * Asks an application.
     *
     * @param byDeployment headers whose values come from when a server has unpacked the WAR
     */
    static Baseline of(Client client, List<Call> calls, String... byDeployment) throws IOException {
        Baseline baseline = new Baseline(Set.of(byDeployment));
        for (Call call : calls) {
            baseline.answers.put(call, call.send(client));
        }
        return baseline;
    }

    /** Asks again, with the headers of somebody who may. */
    void stillHolds(Client client, String... headers) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<Call, Answer> entry : answers.entrySet()) {
            Answer now = entry.getKey().send(client, headers);
            compare(entry.getValue(), now, differences);
        }
        assertThat(differences).isEmpty();
    }

    /** Checks that what is not open to anybody is refused. */
    void isRefusedWithoutCredentials(Client client, Set<String> open) throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<Call, Answer> entry : answers.entrySet()) {
            Call call = entry.getKey();
            if (open.contains(call.path())) {
                compare(entry.getValue(), call.send(client), differences);
            } else {
                Answer refused = call.send(client);
                assertThat(refused.status()).as(refused.request()).isEqualTo(401);
                if (!call.method().equals("HEAD")) {
                    assertThat(refused.json()).containsEntry("code", "CREDENTIALS_MISSING");
                }
                assertThat(refused.headers().map().keySet())
                        .as("the application's filters have not seen %s", call)
                        .doesNotContain("x-brand", "set-cookie");
            }
        }
        assertThat(differences).isEmpty();
    }

    private void compare(Answer before, Answer now, List<String> differences) {
        if (before.status() != now.status()) {
            differences.add(before.request() + ": " + before.status() + " became " + now.status() + " " + now.body());
        }
        if (!before.body().equals(now.body())) {
            differences.add(before.request() + ": " + before.body() + " became " + now.body());
        }
        Map<String, List<String>> old = headers(before);
        Map<String, List<String>> fresh = headers(now);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        for (String name : names) {
            boolean added = ADDED.contains(name) && !old.containsKey(name);
            if (!added && !old.getOrDefault(name, List.of()).equals(fresh.get(name))) {
                differences.add(before.request() + ": " + name + " " + old.get(name) + " became " + fresh.get(name));
            }
        }
    }

    private Map<String, List<String>> headers(Answer answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (!CHANGING.contains(name.toLowerCase(Locale.ROOT))) {
                String lower = name.toLowerCase(Locale.ROOT);
                headers.put(lower, byDeployment.contains(lower) ? List.of("any") : values);
            }
        });
        headers.put(
                "cookies",
                answer.values("Set-Cookie").stream()
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .toList());
        return headers;
    }

    /** A request; its body may be empty. */
    record Call(String method, String path, String type, String body) {
        static Call get(String path) {
            return new Call("GET", path, "", "");
        }

        static Call post(String path, String type, String body) {
            return new Call("POST", path, type, body);
        }

        Answer send(Client client, String... headers) throws IOException {
            return type.isEmpty() ? client.send(method, path, headers) : client.postText(path, type, body, headers);
        }
    }
}
