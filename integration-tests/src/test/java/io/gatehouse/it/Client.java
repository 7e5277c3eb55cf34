package io.gatehouse.it;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** A client of the example, as any HTTP library would be one. Safe for any number of threads. */
final class Client {
    private final String base;
    private final Secrets secrets;

    Client(String base, Secrets secrets) {
        this.base = base;
        this.secrets = secrets;
    }

    /** A client of what Arquillian has deployed. */
    static Client of(URL application, Secrets secrets) {
        return new Client(application.toString().replaceAll("/$", ""), secrets);
    }

    Answer get(String path, String... headers) throws IOException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer post(String path, String... headers) throws IOException {
        return send("POST", path, BodyPublishers.noBody(), headers);
    }

    Answer delete(String path, String... headers) throws IOException {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    Answer postJson(String path, Map<String, ?> body, String... headers) throws IOException {
        return postText(path, "application/json", JSONObjectUtils.toJSONString(body), headers);
    }

    Answer postText(String path, String type, String body, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return send("POST", path, BodyPublishers.ofString(body), all);
    }

    /** Sends a request without a body. */
    Answer send(String method, String path, String... headers) throws IOException {
        return send(method, path, BodyPublishers.noBody(), headers);
    }

    /** Tries to log in. */
    Answer tryLogin(String email, String password) throws IOException {
        return postJson("/api/auth/login", Map.of("email", email, "password", password));
    }

    /** Logs in. */
    Tokens login(String email, String password) throws IOException {
        return Tokens.in(tryLogin(email, password).is(200));
    }

    Answer refresh(String refreshToken) throws IOException {
        return postJson("/api/auth/refresh", Map.of("refreshToken", refreshToken));
    }

    /** The address of a path. */
    URI uri(String path) {
        return URI.create(base + path);
    }

    private Answer send(String method, String path, BodyPublisher body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response =
                    TestCertificate.clientFor(uri(path)).send(request.build(), BodyHandlers.ofString());
            Answer answer = new Answer(method + " " + path, response.statusCode(), response.headers(), response.body());
            if (answer.mediaType().equals("application/json") && answer.body().startsWith("{")) {
                secrets.noteIn(answer.json());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What a login or a refresh hands out. */
    record Tokens(String access, String refresh) {
        static Tokens in(Answer answer) {
            return new Tokens(answer.text("accessToken"), answer.text("refreshToken"));
        }

        /** The header that carries the access token: name and value. */
        String[] bearer() {
            return new String[] {"Authorization", "Bearer " + access};
        }
    }
}
