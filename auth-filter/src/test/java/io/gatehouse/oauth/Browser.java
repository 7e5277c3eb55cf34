package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.SetCookie;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.RequestBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A browser with cookies. */
final class Browser {
    final Map<String, String> cookies = new LinkedHashMap<>();
    private final OAuthScene scene;
    private String signedInAs = "";

    Browser(OAuthScene scene) {
        this.scene = scene;
    }

    Browser as(String user) {
        signedInAs = user;
        return this;
    }

    Reply start(String providerId) {
        return keep(scene.call(with(RequestBuilder.get("/api/auth/" + providerId))));
    }

    /** Begins a login; the address that leads to the provider. */
    URI begin() {
        return location(start("fake"));
    }

    Reply signIn(String subject) {
        return callback(scene.fake.authorize(begin(), subject));
    }

    Reply callback(Map<String, String> answer) {
        return callback("fake", answer);
    }

    Reply callback(String providerId, Map<String, String> answer) {
        RequestBuilder request = with(RequestBuilder.get("/api/auth/" + providerId + "/callback"));
        answer.forEach(request::query);
        return keep(scene.call(request));
    }

    /** Begins to link; the answer names where to go. */
    Reply beginLink() {
        return keep(scene.call(with(RequestBuilder.post("/api/auth/fake/link")).json(Map.of("returnTo", "/account/"))));
    }

    static URI linkLocation(Reply reply) {
        try {
            return URI.create(Json.parseObject(reply.body().getBytes(StandardCharsets.UTF_8))
                    .string("authorizationUri")
                    .orElseThrow());
        } catch (JsonException e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    RequestBuilder with(RequestBuilder request) {
        cookies.forEach(request::cookie);
        return signedInAs.isEmpty() ? request : request.header("X-Test", signedInAs);
    }

    Reply keep(Reply reply) {
        for (SetCookie cookie : reply.cookies()) {
            if (cookie.maxAge().equals(Optional.of(Duration.ZERO))) {
                cookies.remove(cookie.name());
            } else {
                cookies.put(cookie.name(), cookie.value());
            }
        }
        return reply;
    }

    static URI location(Reply reply) {
        assertThat(reply.headers()).as(reply.body()).containsKey("Location");
        return URI.create(reply.headers().get("Location").get(0));
    }

    static Map<String, String> query(URI location) {
        return FakeProvider.parameters(location.getRawQuery());
    }
}
