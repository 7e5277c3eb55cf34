package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.AuthEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about wrong settings of secrets, paths, sign-in, introspection and the hashing of passwords. */
final class WrongSecretsTest {
    private static final String PROVIDER = """
            gatehouse.providers.github.client-id = shop
            gatehouse.providers.github.client-secret = env:SHOP_SECRET
            gatehouse.public-url = https://shop.example
            gatehouse.new-accounts.enabled = false
            """;
    private static final String OPAQUE = """
            gatehouse.introspection.issuer = https://opaque.example
            gatehouse.introspection.audience = shop
            gatehouse.introspection.endpoint = https://opaque.example/introspect
            gatehouse.introspection.client-id = shop
            gatehouse.introspection.client-secret = env:SHOP_SECRET
            """;

    @TempDir
    Path directory;

    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    private List<String> problems(String text) {
        return catchThrowableOfType(ConfigurationException.class, () -> scene.read(text))
                .problems();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            secrets.reread | 100ms | can't be used: it is 1 second to 1 hour.
            secrets.reread | 2h | can't be used: it is 1 second to 1 hour.
            secrets.announce | 5s | is shorter than gatehouse.secrets.reread: a node would meet tokens of a key that it has not read yet.
            secrets.announce | 30d | can't be used: it is at most 7 days.
            endpoints.base-path | auth | is "auth", but must be a path like /api/auth, without a slash at the end.
            endpoints.base-path | /auth/ | is "/auth/", but must be a path like /api/auth, without a slash at the end.
            endpoints.base-path | /{x} | is "/{x}", but must be a path like /api/auth, without a slash at the end.
            bearer.remembered-tokens | -1 | can't be used: the number of remembered tokens is 0 or more.
            tokens.max-revocations | 0 | can't be used: the capacity is at least 1.
            sign-in.timeout | 1m | can't be used: it is at most 30 seconds.
            sign-in.error-page | login | is "login", which is no path of this application like /login.html.
            sign-in.error-page | //evil.example | is "//evil.example", which is no path of this application like /login.html.
            native-apps.app.redirect-uri | http://app.example/ | can't be used: the redirect URI of app is neither https, nor http://127.0.0.1/…, nor of a scheme like com.example.app: http://app.example/.
            login.form-home | /home | has no effect: gatehouse.login.form-page names no page.
            introspection.endpoint | http://opaque.example/ | can't be used: the introspection endpoint is no https address: http://opaque.example/.
            introspection.issuer | http://opaque.example | can't be used: the issuer is no https address without query and fragment: http://opaque.example.
            introspection.kept-for | 1h | can't be used: answers are believed for PT1H, must be zero to a minute.
            introspection.allow-any-audience | yes | is "yes", but must be true or false.
            """)
    void isSaidInOneSentence(String key, String value, String sentence) {
        String text = scene.everything() + PROVIDER + OPAQUE;
        assertThat(problems(SettingsScene.changed(text, "gatehouse." + key + " = " + value)))
                .containsExactly("gatehouse." + key + " (WEB-INF/gatehouse.properties) " + sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            secrets.reread = 5s | no file holds a key that signs or a client secret
            sign-in.timeout = 3s | no provider is named by gatehouse.providers.…
            native-apps.app.redirect-uri = https://app.example/ | no provider is named by gatehouse.providers.…
            endpoints.base-path = /auth | there are no logins
            """)
    void withoutEffectIsWrong(String setting, String why) {
        String key = "gatehouse." + setting.split(" ", 2)[0];
        assertThat(problems(SettingsScene.FOREIGN + "gatehouse." + setting))
                .containsExactly(key + " (WEB-INF/gatehouse.properties) has no effect: " + why + ".");
    }

    @Test
    void whatIsRightMovesEndpointsAndSwitchesThemOn() {
        String text = scene.everything() + PROVIDER + OPAQUE + """
                gatehouse.endpoints.base-path = /auth
                gatehouse.sign-in.back-channel-logout = true
                gatehouse.sign-in.provider-logout = true
                gatehouse.sign-in.timeout = 3s
                gatehouse.sign-in.error-page = /login.html
                gatehouse.native-apps.app.redirect-uri = com.example.app:/done
                gatehouse.login.form-page = /login.html
                gatehouse.login.hashing-queue = 8
                gatehouse.login.hashing-wait = 1s
                gatehouse.bearer.remembered-tokens = 0
                gatehouse.tokens.max-revocations = 10
                gatehouse.secrets.reread = 1s
                gatehouse.secrets.announce = 1m
                """;
        Configuration configuration = scene.read(text);
        assertThat(configuration.warnings())
                .anyMatch(it -> it.startsWith(
                        "gatehouse.secrets.announce is shorter than 5 minutes and gatehouse.secrets.reread:"));
        try (AuthEngine engine = configuration.start()) {
            String all = String.join("\n", engine.describe());
            assertThat(Stream.of(
                            "/auth/login",
                            "/auth/session",
                            "/auth/form",
                            "/auth/password",
                            "/auth/refresh",
                            "/auth/code",
                            "/auth/providers",
                            "/auth/{provider}/backchannel-logout",
                            "/auth/logout/provider"))
                    .allSatisfy(path -> assertThat(all).contains(" " + path + " "));
            assertThat(all).doesNotContain("/api/auth");
        }
    }
}
