package io.gatehouse.config;

import static io.gatehouse.config.SettingsScene.missing;
import static io.gatehouse.config.SettingsScene.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong settings of providers that people sign in with. */
final class WrongProvidersTest {
    @TempDir
    Path directory;

    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    @Test
    void aProviderNeedsItsParts() {
        assertThat(scene.problems(scene.everything() + "gatehouse.providers.google.client-id = shop"))
                .containsExactlyInAnyOrder(
                        "gatehouse.providers.google.client-secret is missing: say where the client secret is, as env:NAME or file:/path.",
                        "gatehouse.public-url is missing: providers send browsers back to this application's address, for instance"
                                + " https://shop.example.",
                        "gatehouse.new-accounts.enabled is missing: true lets everybody in who has an account at a provider, false only"
                                + " people who are linked already.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void ofAProviderAreSaidInOneSentence(String line, String sentence) {
        String text = SettingsScene.changed(scene.everything() + """

                gatehouse.providers.google.client-id = shop
                gatehouse.providers.google.client-secret = env:SHOP_SECRET
                gatehouse.providers.corp.issuer = https://idp.example
                gatehouse.providers.corp.client-id = shop
                gatehouse.providers.corp.client-secret = env:SHOP_SECRET
                gatehouse.public-url = https://shop.example
                gatehouse.new-accounts.enabled = true
                gatehouse.new-accounts.roles = user
                """, line);
        assertThat(scene.problems(text)).containsExactly(sentence);
    }

    static Stream<Arguments> ofAProviderAreSaidInOneSentence() {
        return Stream.of(
                wrong(
                        "gatehouse.providers.google.client-secret = client-secret-of-the-shop",
                        "gatehouse.providers.google.client-secret",
                        "holds a secret itself, or no reference: write env:NAME or file:/path, and put the secret there."),
                wrong(
                        "gatehouse.providers.google.issuer = https://accounts.google.com",
                        "gatehouse.providers.google.issuer",
                        "has no effect for the provider google: remove it."),
                wrong(
                        "gatehouse.providers.corp.tenant = x",
                        "gatehouse.providers.corp.tenant",
                        "has no effect for the provider corp: remove it."),
                wrong(
                        "gatehouse.providers.corp.issuer = http://idp.example",
                        "gatehouse.providers.corp.issuer",
                        "can't be used: provider: the issuer is an https address without query and fragment."),
                wrong(
                        "gatehouse.providers.corp.issuer = http://localhost:9000",
                        "gatehouse.providers.corp.issuer",
                        "is \"http://localhost:9000\", but providers are spoken to by https."),
                wrong(
                        "gatehouse.providers.corp.prompt = none",
                        "gatehouse.providers.corp.prompt",
                        "can't be used: provider: prompt is none of those that can be asked for."),
                wrong(
                        "gatehouse.new-accounts.enabled = false",
                        "gatehouse.new-accounts.enabled",
                        "is false, so roles and scopes of new accounts have no effect: remove them."),
                missing("gatehouse.providers.corp.issuer", "write the provider's issuer, an https address"));
    }

    @Test
    void aProviderNeedsSessions() {
        String text = SettingsScene.changed(scene.everything(), "gatehouse.sessions.enabled = false") + """

                gatehouse.providers.google.client-id = shop
                gatehouse.providers.google.client-secret = env:SHOP_SECRET
                gatehouse.public-url = https://shop.example
                gatehouse.new-accounts.enabled = false
                """;
        assertThat(scene.problems(text))
                .containsExactlyInAnyOrder(
                        "gatehouse.sessions.enabled" + SettingsScene.IN_FILE
                                + "is not true, but sign-in with a provider ends in a session: set it to true.",
                        "gatehouse.rules.admin" + SettingsScene.IN_FILE
                                + "accepts session, which nothing here checks: set gatehouse.sessions.enabled = true.");
    }
}
