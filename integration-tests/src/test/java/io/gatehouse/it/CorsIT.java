package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pages of two other origins in a real browser: one that the settings name, and a stranger. Both are of the same site, so cookies go along. */
final class CorsIT {
    private static final String PASSWORD = new Secrets().generate();
    /** Tries what the query names, and shows what came of each. */
    private static final String PAGE = """
            <!doctype html><title>other</title><p id=done></p>
            <script>
              const target = new URLSearchParams(location.search).get('target');
              const call = (name, method, path, more) => fetch(target + path, {method, ...more})
                  .then(async answer => name + '=' + answer.status + ' ' + answer.headers.get('WWW-Authenticate') + ' '
                      + (await answer.text()).slice(0, 400))
                  .catch(() => name + '=blocked');
              (async () => {
                const lines = [];
                lines.push(await call('open', 'GET', '/open/page.txt'));
                lines.push(await call('refused', 'GET', '/secret.txt'));
                lines.push(await call('header', 'GET', '/secret.txt', {headers: {Authorization: 'Bearer x'}}));
                lines.push(await call('cookie', 'GET', '/secret.txt', {credentials: 'include'}));
                lines.push(await call('logout', 'POST', '/api/auth/logout', {credentials: 'include',
                    headers: {'Content-Type': 'application/json'}, body: '{}'}));
                lines.push(await call('simple', 'POST', '/api/auth/logout', {credentials: 'include'}));
                lines.push('end');
                document.getElementById('done').textContent = lines.join('\\n');
              })();
            </script>
            """;

    private static OtherOrigin friend;
    private static OtherOrigin stranger;
    private static ExampleRunner runner;
    private static String target;

    @BeforeAll
    @Timeout(600)
    static void start() throws IOException {
        Chromium.install();
        friend = OtherOrigin.serving(PAGE);
        stranger = OtherOrigin.serving(PAGE);
        runner = ExampleRunner.startAgain(
                "runner-cors", Map.of(CorsWar.PASSWORD, PASSWORD), CorsWar.write("http://localhost:" + friend.port()));
        target = "http://localhost:" + runner.port();
    }

    @AfterAll
    static void stop() {
        runner.close();
        friend.close();
        stranger.close();
    }

    @Test
    void onlyTheNamedOriginReadsAnswersAndActs(@TempDir Path profile) throws IOException {
        try (Chromium browser = Chromium.start(profile)) {
            browser.open(target + "/open/page.txt");
            assertThat(browser.evaluate("fetch('/api/auth/session', {method: 'POST', headers: {'Content-Type':"
                            + " 'application/json'}, body: JSON.stringify({email: 'ada@example.com', password: '"
                            + PASSWORD + "'})}).then(answer => answer.status)"))
                    .isEqualTo(200L);

            assertThat(visit(browser, stranger).lines())
                    .containsExactly(
                            "open=blocked",
                            "refused=blocked",
                            "header=blocked",
                            "cookie=blocked",
                            "logout=blocked",
                            "simple=blocked",
                            "end");
            assertThat(signedIn(browser)).isEqualTo(200L);

            String seen = visit(browser, friend);
            assertThat(seen)
                    .contains("open=200 null for anyone")
                    .containsPattern("refused=401 \\S.*\"code\":\"CREDENTIALS_MISSING\"")
                    .containsPattern("header=40[01] .*\"code\":")
                    .contains("cookie=200 null for those who are signed in")
                    .contains("logout=204");
            assertThat(signedIn(browser)).isEqualTo(401L);
        }
    }

    private static String visit(Chromium browser, OtherOrigin other) {
        browser.open("http://localhost:" + other.port() + "/?target=" + target);
        browser.awaitText("#done", "end");
        return (String) browser.evaluate("document.getElementById('done').textContent");
    }

    private static Object signedIn(Chromium browser) {
        browser.open(target + "/open/page.txt");
        return browser.evaluate("fetch('/secret.txt').then(answer => answer.status)");
    }
}
