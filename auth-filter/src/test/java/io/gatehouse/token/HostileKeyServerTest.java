package io.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key server answers something else than keys, or never ends. */
final class HostileKeyServerTest {
    @AutoClose
    private final RemoteKeysScene scene = new RemoteKeysScene();

    private final Forge forge = scene.forge;
    private final JwksServer server = scene.server;

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"keys\":", "{\"keys\":[],\"keys\":[]}", "\u0000"})
    void refusesGarbage(String text) {
        server.answers(text);
        scene.assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/jwk+json", "application/jsonx", ""})
    void refusesOtherContentTypes(String type) {
        server.answers(JwksServer.typed(200, type, forge.ring.publicJwkSet()));
        scene.assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=UTF-8", "application/jwk-set+json", "Application/JSON"})
    void acceptsJson(String type) throws Rejection {
        server.answers(JwksServer.typed(200, type, forge.ring.publicJwkSet()));
        scene.verifier.verify(forge.good(), forge.clock.instant());
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 203, 204, 404, 500})
    void refusesOtherStatuses(int status) {
        server.answers(JwksServer.typed(status, "application/json", status == 204 ? "" : forge.ring.publicJwkSet()));
        scene.assertUnavailable();
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (JwksServer elsewhere = new JwksServer()) {
            elsewhere.answers(forge.ring.publicJwkSet());
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                server.answers(exchange -> {
                    exchange.getResponseHeaders()
                            .set("Location", elsewhere.uri().toString());
                    JwksServer.typed(status, "application/json", forge.ring.publicJwkSet())
                            .to(exchange);
                });
                forge.clock.advance(RemoteJwkSet.COOL_DOWN);
                scene.assertUnavailable();
            }
            assertThat(elsewhere.requests).hasValue(0);
        }
    }

    @Test
    void stopsReadingALongBody() {
        String keys = forge.ring.publicJwkSet();
        server.answers(keys.substring(0, keys.length() - 1) + " ".repeat(10 * 1024 * 1024) + "}");
        scene.assertUnavailable();
    }

    @Test
    void stopsReadingABodyWithoutEnd() {
        server.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(8192).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            while (true) {
                exchange.getResponseBody().write(spaces);
            }
        });
        scene.assertUnavailable();
    }

    @Test
    void waitsNoLongerThanTheTimeOutForAHeader() {
        scene.useShortTimeout();
        CountDownLatch never = new CountDownLatch(1);
        server.answers(JwksServer.after(never, JwksServer.json("{}")));
        scene.assertUnavailable();
        never.countDown();
    }

    @Test
    void waitsNoLongerThanTheTimeOutForABody() {
        scene.useShortTimeout();
        CountDownLatch never = new CountDownLatch(1);
        server.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            never.await();
        });
        scene.assertUnavailable();
        never.countDown();
    }

    @Test
    void triesAgainAfterAHangingBody() throws Exception {
        scene.useShortTimeout();
        CountDownLatch never = new CountDownLatch(1);
        server.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            never.await();
        });
        scene.assertUnavailable();
        server.answers(forge.ring.publicJwkSet());
        forge.clock.advance(RemoteJwkSet.COOL_DOWN);
        scene.verifier.verify(forge.good(), forge.clock.instant());
        never.countDown();
    }

    @Test
    void triesAgainAfterAHangingServer() throws Exception {
        scene.useShortTimeout();
        CountDownLatch never = new CountDownLatch(1);
        server.answers(JwksServer.after(never, JwksServer.json("{}")));
        scene.assertUnavailable();
        server.answers(forge.ring.publicJwkSet());
        forge.clock.advance(RemoteJwkSet.COOL_DOWN);
        scene.verifier.verify(forge.good(), forge.clock.instant());
        never.countDown();
    }
}
