package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be written wrong about headers and CORS, and the sentence that tells how to mend it. */
final class WrongHeaderSettingsTest {
    private static final String FILE = " (WEB-INF/gatehouse.properties) ";
    private static final String FRIEND = "gatehouse.cors.origins = https://friend.example\n";

    @TempDir
    Path directory;

    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    private void assertWrong(String settings, String key, String sentence) {
        ConfigurationException wrong =
                catchThrowableOfType(ConfigurationException.class, () -> scene.read(SettingsScene.FOREIGN + settings));
        assertThat(wrong).as("the settings are accepted").isNotNull();
        assertThat(wrong.problems()).containsExactly(key + FILE + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hsts-max-age | 3y | is \"3y\", which is no duration: write one like 30s, 15m, 12h or 7d.",
                "hsts-max-age | 800d | can't be used: Strict-Transport-Security for PT19200H, not 1 second to 2 years.",
                "hsts-preload | true | can't be used: browsers take no host into their lists unless subdomains are included, for a year at least.",
                "referrer-policy | unsafe-url | can't be used: the referrer policy \"unsafe-url\" is unknown, or tells other origins the path: choose strict-origin-when-cross-origin, same-origin or no-referrer.",
                "allow-framing | true | is \"true\", but must be any or same-origin."
            })
    void ofHeadersAreSaidInOneSentence(String key, String value, String sentence) {
        String name = "gatehouse.headers." + key;
        assertWrong(name + " = " + value, name, sentence);
    }

    @Test
    void thatContradictEachOtherAreSaid() {
        assertWrong(
                "gatehouse.headers.hsts-max-age = 1d\ngatehouse.headers.insecure-omit-hsts = true",
                "gatehouse.headers.insecure-omit-hsts",
                "contradicts gatehouse.headers.hsts-max-age: keep one of the two.");
        assertWrong(
                FRIEND + "gatehouse.cors.allow-any-origin = true",
                "gatehouse.cors.allow-any-origin",
                "contradicts gatehouse.cors.origins: keep one of the two.");
    }

    @Test
    void ofWildcardsAreSaid() {
        for (String value : new String[] {"*", "https://*.example"}) {
            assertWrong(
                    "gatehouse.cors.origins = " + value,
                    "gatehouse.cors.origins",
                    "has a wildcard: name each origin, or set gatehouse.cors.allow-any-origin = true if every page"
                            + " in the world may read the answers.");
        }
        assertWrong(
                "gatehouse.cors.allow-any-origin = true\ngatehouse.cors.allow-credentials = true",
                "gatehouse.cors.allow-credentials",
                "can't be used with gatehouse.cors.allow-any-origin, by which every page in the world could read what"
                        + " your users' cookies open: name the origins in gatehouse.cors.origins.");
        assertWrong(
                FRIEND + "gatehouse.cors.request-headers = *",
                "gatehouse.cors.request-headers",
                "can't be used: \"*\" is no name of a header: name each.");
    }

    @Test
    void ofOriginsAreSaid() {
        assertWrong(
                "gatehouse.cors.origins = null",
                "gatehouse.cors.origins",
                "can't be used: \"null\" is no origin: write scheme, host and port only, in lower case.");
        assertWrong(
                FRIEND + "gatehouse.cors.allow-credentials = true",
                "gatehouse.cors.allow-credentials",
                "lets pages of https://friend.example read what cookies open, but gatehouse.allow-origins does not"
                        + " name them: add them there, or remove this.");
        assertWrong(
                "gatehouse.cors.methods = GET",
                "gatehouse.cors.methods",
                "has no effect: gatehouse.cors.origins names no origin.");
    }

    @Test
    void thatAreRightAreReadAndWeakeningsAreNamed() {
        Configuration read = scene.read(SettingsScene.FOREIGN + FRIEND + """
                gatehouse.allow-origins = https://friend.example
                gatehouse.cors.allow-credentials = true
                gatehouse.headers.hsts-subdomains = true
                gatehouse.headers.hsts-preload = true
                gatehouse.headers.allow-framing = same-origin
                """);
        assertThat(read.headers().fields("https://app.example"))
                .containsEntry("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload")
                .containsEntry("X-Frame-Options", "SAMEORIGIN");
        assertThat(String.join("\n", read.warnings()))
                .contains("gatehouse.cors.allow-credentials", "gatehouse.headers.allow-framing");
        read.start().close();
    }
}
