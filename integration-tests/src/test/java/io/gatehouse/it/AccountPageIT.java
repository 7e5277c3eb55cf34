package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example's page {@code /account/} in a real browser. */
final class AccountPageIT {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();
    private static final long PHONE = 360;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static ExampleRunner runner;
    private static Client client;

    private Chromium browser;

    @BeforeAll
    @Timeout(600)
    static void start() throws IOException {
        Chromium.install();
        runner = ExampleRunner.start("runner-account", Map.of("DEMO_PASSWORD", PASSWORD));
        client = runner.client(SECRETS);
    }

    @AfterAll
    static void stop() {
        runner.close();
    }

    @BeforeEach
    void openBrowser(@TempDir Path profile) throws IOException {
        browser = Chromium.start(profile);
    }

    @AfterEach
    void closeBrowser() {
        try {
            assertThat(browser.console())
                    .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
        } finally {
            browser.close();
        }
    }

    @Test
    void signsInShowsTheAccountAndSignsOut() {
        openAndSignIn(Journey.ADA);
        browser.awaitText("#who", Journey.ADA);
        assertThat(browser.hasFocus("#who")).isTrue();
        assertThat(browser.visible("#roles").getText()).isEqualTo("Role: user");
        assertThat((String) browser.evaluate("document.cookie")).isEmpty();
        assertThat(browser.all("#sign-in input[type=password]").get(0).getDomProperty("value"))
                .isEmpty();

        browser.open(page());
        browser.awaitText("#who", Journey.ADA);

        browser.click("#sign-out");
        browser.visible("#sign-in");
        browser.awaitText("#notice", "signed out");
        browser.open(page());
        browser.visible("#sign-in");
        assertThat(browser.text()).doesNotContain(Journey.ADA);
    }

    @Test
    void saysThatThePasswordIsWrong() {
        browser.open(page());
        signIn(Journey.ADA, "not the password");
        assertThat(browser.visible("#sign-in-error").getText()).isNotBlank();
        assertThat(browser.hasFocus("#sign-in-error")).isTrue();
        assertThat(browser.visible("#sign-in-error").getDomAttribute("role")).isEqualTo("alert");
        signIn(Journey.ADA, PASSWORD);
        browser.awaitText("#who", Journey.ADA);
    }

    @Test
    void showsAndEndsLogins() throws IOException {
        Client.Tokens tokens = client.login(Journey.GRACE, PASSWORD);
        openAndSignIn(Journey.GRACE);
        browser.awaitText("#logins", "Chrome on Linux");
        assertThat(browser.all("#logins li")).hasSize(2);
        assertThat(browser.all("#logins .tag")).hasSize(1);
        browser.click("#logins button[aria-label*='Java']");
        browser.awaitText("#notice", "has ended");
        assertThat(browser.all("#logins li")).hasSize(1);
        client.get("/api/profile", tokens.bearer()).isProblem(401, "TOKEN_REVOKED");

        Client.Tokens more = client.login(Journey.GRACE, PASSWORD);
        browser.open(page());
        browser.click("#end-others");
        browser.click("#confirm-no");
        client.get("/api/profile", more.bearer()).is(200);
        browser.click("#end-others");
        browser.click("#confirm-yes");
        browser.awaitText("#notice", "have ended");
        client.get("/api/profile", more.bearer()).isProblem(401, "TOKEN_REVOKED");

        browser.click("#logins button");
        browser.visible("#sign-in");
    }

    @Test
    void makesRotatesAndRevokesKeys() {
        openAndSignIn(Journey.ADA);
        String first = makeKey("<img src=x onerror=alert(1)>");
        assertWorks(first);
        browser.awaitText("#keys", "<img src=x onerror=alert(1)>");
        assertThat(browser.text()).doesNotContain(first);

        browser.click("#done");
        assertThat(shownKey()).isEmpty();
        browser.click("#keys button[aria-label^='Rotate']");
        browser.click("#confirm-yes");
        browser.visible("#key-text");
        String second = shownKey();
        assertThat(second).isNotEqualTo(first);
        assertRefused(first);
        assertWorks(second);

        browser.click("#keys button[aria-label^='Revoke']");
        browser.click("#confirm-yes");
        browser.awaitText("#notice", "revoked");
        browser.visible("#no-keys");
        assertRefused(second);
    }

    @Test
    void saysWhenTheSessionHasEnded() {
        openAndSignIn(Journey.ADA);
        browser.visible("#make-key");
        browser.forgetCookies();
        browser.type("#name", "late");
        browser.click("#make-key button");
        browser.visible("#sign-in");
        browser.awaitText("#notice", "session has ended");
        assertThat(browser.text()).doesNotContain(Journey.ADA);
    }

    @Test
    void leadsBackToThePageThatNeededSignIn() {
        browser.open(url("/api/profile?a=1&b=%2F"));
        browser.visible("#sign-in");
        assertThat(browser.url()).startsWith(page() + "?returnTo=%2Fapi%2Fprofile");
        signIn(Journey.ADA, PASSWORD);
        browser.awaitUrl(url("/api/profile?a=1&b=%2F"));
        assertThat(browser.text()).contains(Journey.ADA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "/\\evil.example/",
                "/\t/evil.example/",
                "https://evil.example/",
                "javascript:document.title='evil'",
                "\t//evil.example/",
                "evil"
            })
    void leadsToNoOtherOrigin(String returnTo) {
        String address = page() + "?returnTo=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8);
        browser.open(address);
        signIn(Journey.ADA, PASSWORD);
        browser.awaitText("#who", Journey.ADA);
        assertThat(browser.url()).isEqualTo(address);
        assertThat(browser.evaluate("document.title")).asString().doesNotContain("evil");
    }

    @Test
    void saysWhatThePageMayDo() throws IOException {
        for (String path : new String[] {"/account/", "/account/index.html", "/account/account.js"}) {
            Answer answer = client.get(path).is(200).isNotStored();
            assertThat(answer.values("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                            + " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(answer.values("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.values("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(answer.values("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        }
        String html = client.get("/account/").body();
        assertThat(html).doesNotContain("<style", "style=", " onclick", "http://", "https://", "<script>");
    }

    /** To cookies all ports of a host are one; to {@code 127.0.0.1} the example's {@code localhost} is another site altogether. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void nothingIsChangedFromAnotherOrigin(String host) throws IOException {
        openAndSignIn(Journey.GRACE);
        browser.visible("#make-key");
        try (OtherOrigin other = OtherOrigin.attacking(url(""))) {
            String evil = "http://" + host + ":" + other.port() + "/";
            browser.open(evil);
            if (host.equals("localhost")) {
                assertThat(other.cookies()).anyMatch(cookie -> cookie.startsWith("gatehouse=gs_"));
            }
            browser.awaitText("#done", "all sent");
            browser.click("#make button");
            // another site gets no cookie sent with its form
            browser.awaitText("body", host.equals("localhost") ? "CSRF_REFUSED" : "CREDENTIALS_MISSING");
            for (String form : List.of("#login", "#logout")) {
                browser.open(evil);
                browser.click(form + " button");
                browser.awaitText("body", "CSRF_REFUSED");
            }
        }
        browser.open(page());
        browser.awaitText("#who", Journey.GRACE);
        assertThat(browser.visible("#no-keys").isDisplayed()).isTrue();
    }

    @Test
    void fitsAPhoneAndIsPictured() throws IOException {
        browser.open(page());
        signIn(Journey.ADA, "wrong");
        browser.visible("#sign-in-error");
        shoot("sign-in");
        signIn(Journey.ADA, PASSWORD);
        client.login(Journey.ADA, PASSWORD);
        makeKey("backup script");
        browser.open(page());
        makeKey("report");
        shoot("account");
        browser.click("#keys button[aria-label^='Revoke']");
        browser.visible("#confirm-yes");
        shoot("confirm");
        browser.click("#confirm-yes");
        browser.awaitText("#notice", "revoked");
        browser.click("#keys button[aria-label^='Revoke']");
        browser.click("#confirm-yes");
        browser.visible("#no-keys");
    }

    /** Pictures to look at, below {@code target/screenshots}. */
    private void shoot(String name) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            browser.screenshot(SCREENSHOTS.resolve(name + "-" + scheme + ".png"), 1000);
            browser.screenshot(SCREENSHOTS.resolve(name + "-" + scheme + "-phone.png"), PHONE);
            assertThat((Long) browser.evaluate("document.documentElement.scrollWidth"))
                    .as("width of %s on a phone", name)
                    .isLessThanOrEqualTo(PHONE);
        }
    }

    private void openAndSignIn(String email) {
        browser.open(page());
        signIn(email, PASSWORD);
    }

    private void signIn(String email, String password) {
        browser.type("#email", email);
        browser.type("#password", password);
        browser.click("#sign-in button");
    }

    /** For a page that shows no new key yet. */
    private String makeKey(String name) {
        browser.type("#name", name);
        browser.click("#make-key input[value='data:read']");
        browser.click("#make-key button");
        browser.visible("#key-text");
        browser.awaitText("#keys", name);
        return shownKey();
    }

    private String shownKey() {
        return browser.all("#key-text").get(0).getDomProperty("value");
    }

    private static void assertWorks(String key) {
        assertThat(call(key).status()).isEqualTo(200);
    }

    private static void assertRefused(String key) {
        call(key).isProblem(401, "API_KEY_INVALID");
    }

    private static Answer call(String key) {
        try {
            return client.get("/api/data", "X-API-Key", key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String page() {
        return url("/account/");
    }

    private static String url(String path) {
        return "http://localhost:" + runner.port() + path;
    }
}
