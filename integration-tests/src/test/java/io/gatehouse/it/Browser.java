package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A person with a browser that has no scripts: keeps cookies, follows redirects one by one, fills in the forms of pages. Cookies of one host
 * go to all of its ports, and those that are {@code Secure} over plain http too: all hosts here are this machine. Not for several threads.
 */
final class Browser {
    private static final int MOST_STEPS = 20;

    private final Map<String, Cookie> jar = new LinkedHashMap<>();

    private record Cookie(String host, String path, String pair) {
        boolean goesTo(URI uri) {
            String at = uri.getPath();
            return host.equals(uri.getHost())
                    && (at.equals(path) || at.startsWith(path.endsWith("/") ? path : path + "/"));
        }
    }

    /** Another browser with the same cookies, as a thief of all of them has. */
    Browser copy() {
        Browser copy = new Browser();
        copy.jar.putAll(jar);
        return copy;
    }

    /** Opens an address, and follows no redirect. */
    Answer open(URI uri) throws IOException {
        return exchange(uri, HttpRequest.newBuilder(uri).GET());
    }

    /** Posts a form, and follows no redirect. */
    Answer submit(URI uri, Map<String, String> fields) throws IOException {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return exchange(
                uri,
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", uri.getScheme() + "://" + uri.getRawAuthority())
                        .POST(BodyPublishers.ofString(body)));
    }

    /**
     * Goes through the pages of a provider.
     *
     * @param start the first of them
     * @param filledIn what is typed, by the names of the fields
     * @param end the beginning of the address that the provider leads to in the end; it is not opened
     * @return that address
     */
    URI goThrough(URI start, Map<String, String> filledIn, String end) throws IOException {
        URI uri = start;
        Answer answer = open(uri);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (answer.status() / 100 == 3) {
                uri = location(uri, answer);
                if (uri.toString().startsWith(end)) {
                    return uri;
                }
                answer = open(uri);
            } else {
                PageForm form = PageForm.in(answer.is(200).body(), filledIn);
                uri = uri.resolve(form.action());
                answer = submit(uri, form.fields());
            }
        }
        throw new AssertionError("leads nowhere; the last page is " + uri + "\n" + answer.body());
    }

    /** Where a redirect leads. */
    static URI location(URI uri, Answer answer) {
        assertThat(answer.values("Location"))
                .as("%s: %s", answer, answer.body())
                .hasSize(1);
        return uri.resolve(answer.values("Location").get(0));
    }

    /** The value of a cookie; empty if there is none. */
    String cookie(String name) {
        return jar.values().stream()
                .map(Cookie::pair)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private Answer exchange(URI uri, HttpRequest.Builder request) throws IOException {
        String cookies = jar.values().stream()
                .filter(cookie -> cookie.goesTo(uri))
                .map(Cookie::pair)
                .collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        // not text/html first: the example would send to its login page instead of saying what is wrong
        request.timeout(Duration.ofSeconds(30)).header("Accept", "*/*");
        try {
            HttpResponse<String> response =
                    TestCertificate.clientFor(uri).send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(line -> keep(uri, line));
            String sent = request.build().method() + " " + uri;
            return new Answer(sent, response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void keep(URI uri, String line) {
        List<String> parts = List.of(line.split(";", -1));
        String pair = parts.get(0).strip();
        String path = attribute(parts, "path", "/");
        String key = uri.getHost() + path + " " + pair.substring(0, pair.indexOf('='));
        boolean deleted = attribute(parts, "max-age", "1").equals("0")
                || attribute(parts, "expires", "").contains(" 1970 ")
                || attribute(parts, "expires", "").contains("-1970 ");
        jar.remove(key);
        if (!deleted) {
            jar.put(key, new Cookie(uri.getHost(), path, pair));
        }
    }

    private static String attribute(List<String> parts, String name, String otherwise) {
        return parts.stream()
                .map(String::strip)
                .filter(part -> part.regionMatches(true, 0, name + "=", 0, name.length() + 1))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
