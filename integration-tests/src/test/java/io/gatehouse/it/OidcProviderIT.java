package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sign-in with the provider that the npm package {@code oidc-provider} is, which runs on Node.js. */
final class OidcProviderIT implements ProviderJourney {
    private static final String PACKAGE = "oidc-provider@8.8.1";
    private static final Path HOME = Path.of("target", "oidc-provider").toAbsolutePath();
    private static final Path SCRIPT = Path.of("src", "test", "resources", "oidc-provider", "server.mjs");

    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();
    /** What has a meaning in a header or a form is in there. */
    private static final String CLIENT_SECRET = SECRETS.generate() + "+:/% =&";

    private static int port;
    private static int providerPort;
    private static ServerProcess provider;
    private static SigningIn example;

    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void start() throws Exception {
        install();
        port = ServerProcess.freePort();
        providerPort = ServerProcess.freePort();
        provider = startProvider();
        example = SigningIn.start("runner-oidc-provider", port, environment(providerPort));
    }

    @AfterAll
    static void stop() {
        if (example != null) {
            example.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    @Override
    public SigningIn example() {
        return example;
    }

    @Override
    public Map<String, String> ada() {
        return Map.of("login", "ada", "password", "any");
    }

    @Override
    public Map<String, String> grace() {
        return Map.of("login", "grace", "password", "any");
    }

    @Override
    public String emailOfAda() {
        return "ada@provider.example";
    }

    @Test
    void logoutThereEndsTheSessionHere() throws IOException {
        Browser browser = new Browser();
        Browser elsewhere = new Browser();
        example.signIn(browser, ada());
        example.signIn(elsewhere, ada());
        URI logout = URI.create(issuer(providerPort) + "/session/end");
        PageForm form = PageForm.in(browser.open(logout).is(200).body(), Map.of());
        form.fields().put("logout", "yes");
        browser.submit(logout.resolve(form.action()), form.fields());
        provider.awaitThat(
                "the session has ended",
                () -> browser.open(example.uri("/api/profile")).status() == 401 ? true : null);
        example.account(elsewhere);
    }

    @Test
    void refusalThereSignsNobodyInHere() throws IOException {
        Browser browser = new Browser();
        URI page = Browser.location(example.uri("/"), example.begin(browser).is(302));
        Answer redirect = browser.open(page);
        URI login = Browser.location(page, redirect);
        URI callback = browser.goThrough(
                URI.create(login + "/abort"), Map.of(), example.uri("/").toString());
        browser.open(callback).isProblem(401, "PROVIDER_REFUSED");
        assertThat(example.session(browser)).isEmpty();
    }

    @Test
    void isUnavailableWhileTheProviderIs() throws IOException {
        Browser browser = new Browser();
        URI callback = example.callback(browser, ada());
        provider.close();
        try (SigningIn other =
                SigningIn.start("runner-provider-down", ServerProcess.freePort(), environment(providerPort))) {
            browser.open(callback).isProblem(503, "PROVIDER_UNAVAILABLE").saysWhenToRetry(60);
            assertThat(example.session(browser)).isEmpty();
            other.begin(new Browser()).isProblem(503, "PROVIDER_UNAVAILABLE").saysWhenToRetry(60);
            other.client(SECRETS).login(Journey.ADA, PASSWORD);
            example.client(SECRETS).login(Journey.ADA, PASSWORD);
        } finally {
            provider = startProvider();
        }
        example.signIn(browser, ada());
    }

    private static Map<String, String> environment(int port) {
        return Map.of(
                "DEMO_PASSWORD",
                PASSWORD,
                "OIDC_ISSUER",
                issuer(port),
                "OIDC_CLIENT_ID",
                "example",
                "OIDC_CLIENT_SECRET",
                CLIENT_SECRET,
                "OIDC_NAME",
                "The provider");
    }

    private static String issuer(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** Modules are looked for beside the script. */
    private static void install() throws Exception {
        Files.createDirectories(HOME);
        Files.copy(SCRIPT, HOME.resolve("server.mjs"), StandardCopyOption.REPLACE_EXISTING);
        if (Files.exists(HOME.resolve("node_modules/oidc-provider/package.json"))) {
            return;
        }
        Path log = HOME.resolve("npm.log");
        Process npm = new ProcessBuilder(
                        "npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", HOME.toString(), PACKAGE)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(npm.waitFor()).as(() -> log + " tells more").isZero();
    }

    private static ServerProcess startProvider() throws IOException {
        ServerProcess process = ServerProcess.program(
                HOME,
                HOME.resolve("console.log"),
                Map.of(
                        "PROVIDER_PORT",
                        String.valueOf(providerPort),
                        "APPLICATION",
                        SigningIn.urlAt(port),
                        "CLIENT_ID",
                        "example",
                        "CLIENT_SECRET",
                        CLIENT_SECRET),
                List.of("node", "server.mjs"));
        try {
            process.awaitOutput(Pattern.compile("The provider is "));
            return process;
        } catch (Throwable e) {
            process.close();
            throw e;
        }
    }
}
