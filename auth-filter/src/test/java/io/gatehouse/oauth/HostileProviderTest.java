package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Reply;
import io.gatehouse.testkit.FakeProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider is slow, down, or answers something else: bounded, a clear error, and nothing hangs. */
@Timeout(60)
final class HostileProviderTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final FakeProvider fake = scene.fake;

    private void assertUnavailable(Reply reply) {
        scene.assertRefused(reply, "PROVIDER_UNAVAILABLE");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", List.of("5"));
    }

    /** Each of the four requests of a login fails in the same way. */
    private void everywhere(FakeProvider.Answer answer) {
        for (String path :
                List.of(FakeProvider.METADATA, FakeProvider.TOKEN, FakeProvider.JWKS, FakeProvider.USERINFO)) {
            scene.use(OAuthProvider::withUserInfo);
            fake.answers(path, answer);
            Browser browser = scene.browser();
            Reply begun = browser.start("fake");
            assertUnavailable(
                    path.equals(FakeProvider.METADATA)
                            ? begun
                            : browser.callback(fake.authorize(Browser.location(begun), "ada")));
            fake.answersWell(path);
        }
    }

    @Test
    void errorsOfTheServerAre503() {
        everywhere(FakeProvider.typed(500, "application/json", "{}"));
        everywhere(FakeProvider.typed(503, "text/html", "<html>"));
    }

    @Test
    void noRedirectIsFollowed() {
        try (FakeProvider elsewhere = FakeProvider.start(scene.clock)) {
            everywhere(exchange -> {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                elsewhere.issuer() + exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(307, -1);
            });
            for (String path : List.of(FakeProvider.METADATA, FakeProvider.TOKEN, FakeProvider.JWKS)) {
                assertThat(elsewhere.received(path)).isEmpty();
            }
        }
    }

    @Test
    void tenMegabytesAreNotRead() {
        byte[] spaces = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
        everywhere(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            for (int i = 0; i < 1280; i++) {
                exchange.getResponseBody().write(spaces);
            }
            exchange.getResponseBody().write('}');
        });
    }

    @Test
    void noAnswerInTimeIs503() {
        scene.useTimeout(Duration.ofMillis(200));
        CountDownLatch never = new CountDownLatch(1);
        Map<String, String> answer;
        Browser browser = scene.browser();
        answer = fake.authorize(browser.begin(), "ada");
        fake.answers(FakeProvider.TOKEN, exchange -> never.await());
        assertUnavailable(browser.callback(answer));
        scene.restart();
        fake.answers(FakeProvider.METADATA, exchange -> never.await());
        assertUnavailable(scene.browser().start("fake"));
        never.countDown();
    }

    @Test
    void aBodyThatNeverEndsIs503() {
        scene.useTimeout(Duration.ofMillis(200));
        CountDownLatch never = new CountDownLatch(1);
        fake.answers(FakeProvider.METADATA, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            never.await();
        });
        assertUnavailable(scene.browser().start("fake"));
        never.countDown();
    }

    @Test
    void aProviderThatIsDownIs503() {
        fake.close();
        assertUnavailable(scene.browser().start("fake"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"issuer\":", "{\"issuer\":\"a\",\"issuer\":\"a\"}"})
    void garbageIsNotUsed(String text) {
        fake.answers(FakeProvider.METADATA, FakeProvider.typed(200, "application/json", text));
        assertUnavailable(scene.browser().start("fake"));
    }

    @Test
    void aSlowProviderTakesNoMoreThanSomeOfTheThreads() throws Exception {
        scene.browser().begin();
        CountDownLatch waiting = new CountDownLatch(ProviderHttp.MAX_AT_ONCE);
        CountDownLatch go = new CountDownLatch(1);
        List<Browser> browsers = new ArrayList<>();
        List<Map<String, String>> answers = new ArrayList<>();
        for (int i = 0; i <= ProviderHttp.MAX_AT_ONCE; i++) {
            Browser browser = scene.browser();
            browsers.add(browser);
            answers.add(fake.authorize(browser.begin(), "ada"));
        }
        fake.answers(FakeProvider.TOKEN, exchange -> {
            waiting.countDown();
            go.await();
        });
        ExecutorService threads = Executors.newFixedThreadPool(ProviderHttp.MAX_AT_ONCE);
        try {
            List<Future<Reply>> running = new ArrayList<>();
            for (int i = 0; i < ProviderHttp.MAX_AT_ONCE; i++) {
                int number = i;
                running.add(threads.submit(() -> browsers.get(number).callback(answers.get(number))));
            }
            waiting.await();
            assertUnavailable(browsers.get(ProviderHttp.MAX_AT_ONCE).callback(answers.get(ProviderHttp.MAX_AT_ONCE)));
            assertThat(scene.tokenRequests()).isEqualTo(ProviderHttp.MAX_AT_ONCE);
            go.countDown();
            for (Future<Reply> future : running) {
                assertThat(future.get().status()).isEqualTo(503);
            }
        } finally {
            threads.shutdownNow();
        }
        fake.answersWell(FakeProvider.TOKEN);
        OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
    }
}
