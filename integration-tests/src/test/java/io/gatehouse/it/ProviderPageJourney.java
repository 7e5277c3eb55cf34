package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-in with a real provider in a real browser, on its page and on the example's page {@code /account/}. */
interface ProviderPageJourney extends ProviderJourney {
    Path SCREENSHOTS = Path.of("target", "screenshots");

    @Test
    default void signsInOnTheProvidersPageAndOutAgain(@TempDir Path profile) throws IOException {
        try (Chromium browser = Chromium.start(profile)) {
            browser.open(page());
            assertThat(browser.visible("#provider-list a").getText()).isEqualTo("Sign in with The provider");
            shoot(browser, "provider-button");
            browser.click("#provider-list a");
            browser.visible("#password");
            assertThat(browser.url()).contains("/protocol/openid-connect/auth").doesNotContain(page());
            shoot(browser, "provider-page");
            signInThere(browser, ada().get("username"));

            browser.awaitUrl(page());
            browser.awaitText("#who", emailOfAda());
            browser.awaitText("#logins", "Chrome on Linux");
            assertThat(browser.all("#logins .tag")).hasSize(1);
            assertThat((String) browser.evaluate("document.cookie")).isEmpty();
            assertThat(browser.cookieNames())
                    .containsExactlyInAnyOrder(example().cookieName(), example().cookieName() + "-provider");
            shoot(browser, "provider-account");

            // by the provider, which asks nothing and sends the browser back
            browser.click("#sign-out");
            browser.awaitUrl(page() + "?signed-out");
            browser.awaitText("#notice", "You are signed out.");
            browser.open(page());
            browser.visible("#sign-in");
            assertThat(browser.cookieNames()).isEmpty();
            assertThat(browser.text()).doesNotContain(emailOfAda());
            browser.click("#provider-list a");
            browser.visible("#password");
            assertThat(browser.console()).noneMatch(line -> line.contains("Content Security Policy"));
        }
    }

    /** The answer to the attacker's own login, opened in somebody's browser in every way that another site has. */
    @Test
    default void aForgedCallbackSignsNobodyIn(@TempDir Path profile) throws IOException {
        Browser attacker = new Browser();
        URI forged = example().callback(attacker, grace());
        try (Chromium browser = Chromium.start(profile);
                OtherOrigin other = OtherOrigin.serving(callbackAttack(forged))) {
            String evil = "http://127.0.0.1:" + other.port() + "/";
            browser.open(evil);
            browser.awaitText("#done", "all sent");
            browser.click("#forged");
            browser.awaitUrl(page() + "?problem=LOGIN_STATE_INVALID");
            browser.open(page());
            browser.visible("#sign-in");

            // while a login of the browser's own is under way
            browser.click("#provider-list a");
            browser.visible("#password");
            String there = browser.url();
            browser.open(forged.toString());
            browser.awaitUrl(page() + "?problem=LOGIN_STATE_INVALID");
            browser.open(there);
            signInThere(browser, ada().get("username"));
            browser.awaitText("#who", emailOfAda());

            // and after it
            browser.open(evil);
            browser.awaitText("#done", "all sent");
            browser.click("#forged");
            browser.awaitUrl(page() + "?problem=LOGIN_STATE_INVALID");
            browser.open(page());
            browser.awaitText("#who", emailOfAda());
        }
        // none of that has used up the attacker's own login, which ends in the attacker's browser and nowhere else
        attacker.open(forged).is(303);
    }

    /** To the same scheme, {@code localhost} is the same site on another port; {@code 127.0.0.1} is another site. */
    @Test
    default void anotherOriginNeitherReadsNorEndsTheLogin(@TempDir Path profile) throws IOException {
        try (Chromium browser = Chromium.start(profile);
                OtherOrigin other =
                        OtherOrigin.serving(sessionAttack(example().uri("").toString()))) {
            browser.open(page());
            browser.click("#provider-list a");
            signInThere(browser, ada().get("username"));
            browser.awaitText("#who", emailOfAda());
            for (String host : new String[] {"localhost", "127.0.0.1"}) {
                String evil = "http://" + host + ":" + other.port() + "/";
                browser.open(evil);
                browser.awaitText("#done", "read nothing");
                boolean sameSite = host.equals("localhost")
                        && example().uri("").getScheme().equals("http");
                browser.open(evil);
                browser.click("#link button");
                // another site gets no cookie sent with its form
                browser.awaitText("body", sameSite ? "CSRF_REFUSED" : "CREDENTIALS_MISSING");
                browser.open(evil);
                browser.click("#logout button");
                browser.awaitText("body", "CSRF_REFUSED");
                browser.open(evil);
                browser.click("#backchannel button");
                browser.awaitText("body", "urn:gatehouse:problem:");
            }
            browser.open(page());
            browser.awaitText("#who", emailOfAda());
        }
    }

    private String page() {
        return example().uri("/account/").toString();
    }

    private void signInThere(Chromium browser, String name) {
        browser.type("#username", name);
        browser.type("#password", ada().get("password"));
        browser.click("#kc-login");
    }

    private void shoot(Chromium browser, String name) throws IOException {
        String scheme = example().uri("").getScheme();
        browser.screenshot(SCREENSHOTS.resolve(name + "-" + scheme + ".png"), 1000);
    }

    private static String callbackAttack(URI forged) {
        String address = forged.toString().replace("&", "&amp;");
        return """
                <!doctype html><title>evil</title>
                <a id=forged href="%1$s">win</a>
                <img src="%1$s" alt=""><iframe src="%1$s"></iframe>
                <p id=done></p>
                <script>
                  fetch(document.getElementById('forged').href, {credentials: 'include', mode: 'no-cors'})
                      .catch(() => {}).then(() => { document.getElementById('done').textContent = 'all sent'; });
                </script>
                """.formatted(address);
    }

    private static String sessionAttack(String target) {
        return """
                <!doctype html><title>evil</title>
                <form id=link method=post action='%1$s/api/auth/oidc/link'><button>link</button></form>
                <form id=logout method=post action='%1$s/api/auth/logout'><button>logout</button></form>
                <form id=backchannel method=post action='%1$s/api/auth/oidc/backchannel-logout'>
                  <input name=logout_token value='a.b.c'><button>backchannel</button></form>
                <p id=done></p>
                <script>
                  const read = path => fetch('%1$s' + path, {credentials: 'include'})
                      .then(answer => answer.text()).catch(() => '');
                  Promise.all(['/api/auth/me', '/api/auth/sessions', '/api/profile', '/api/apikeys'].map(read))
                      .then(texts => { document.getElementById('done').textContent = texts.join('') || 'read nothing'; });
                </script>
                """.formatted(target);
    }
}
