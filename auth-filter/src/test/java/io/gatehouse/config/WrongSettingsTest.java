package io.gatehouse.config;

import static io.gatehouse.config.SettingsScene.missing;
import static io.gatehouse.config.SettingsScene.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a newcomer may write wrong, and the one sentence that tells how to mend it. The other {@code Wrong…Test}s go on. */
final class WrongSettingsTest {
    @TempDir
    Path directory;

    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isSaidInOneSentence(String line, String sentence) {
        String text = SettingsScene.changed(scene.everything(), line.replace("DIR", directory.toString()));
        assertThat(scene.problems(text)).containsExactly(sentence.replace("DIR", directory.toString()));
    }

    static Stream<Arguments> isSaidInOneSentence() {
        return Stream.of(
                wrong(
                        "gatehouse.token.issuer = https://shop.example",
                        "gatehouse.token.issuer",
                        "is not a known key: did you mean gatehouse.tokens.issuer?"),
                wrong(
                        "gatehouse.issuers.corp.audiance = shop",
                        "gatehouse.issuers.corp.audiance",
                        "is not a known key: did you mean gatehouse.issuers.corp.audience?"),
                wrong(
                        "gatehouse.sessions.timeout-of-an-idle-one = 1h",
                        "gatehouse.sessions.timeout-of-an-idle-one",
                        "is not a known key: docs/configuration.md lists them all."),
                missing(
                        "gatehouse.issuers.corp.audience",
                        "without it, tokens that were made for other applications would be good here"),
                missing("gatehouse.issuers.corp.jwks", "say where the issuer publishes its keys"),
                missing("gatehouse.issuers.corp.algorithms", "say what its tokens are signed by, for instance RS256"),
                missing("gatehouse.tokens.audience", "name the API that the tokens are for, for instance shop-api"),
                missing("gatehouse.tokens.key", "name the file of the key that signs, as file:/path/key.pem"),
                missing("gatehouse.store", "say where accounts and logins are kept: memory (for trials)"),
                missing(
                        "gatehouse.accounts.ada.password",
                        "say where the account's password is, as env:NAME or file:/path"),
                wrong(
                        "gatehouse.issuers.corp.issuer = http://idp.example",
                        "gatehouse.issuers.corp.issuer",
                        "can't be used: the issuer is no https address without query and fragment: http://idp.example."),
                wrong(
                        "gatehouse.issuers.corp.jwks = http://idp.example/jwks",
                        "gatehouse.issuers.corp.jwks",
                        "can't be used: not an https address: http://idp.example/jwks."),
                wrong(
                        "gatehouse.issuers.corp.jwks = idp.example/jwks",
                        "gatehouse.issuers.corp.jwks",
                        "is \"idp.example/jwks\", which is no address: write one like https://host/path."),
                wrong(
                        "gatehouse.issuers.corp.algorithms = none",
                        "gatehouse.issuers.corp.algorithms",
                        "names \"none\", which is no algorithm that can be trusted: there are ES256, ES384, ES512, PS256, RS256, EdDSA and their kin."),
                wrong(
                        "gatehouse.issuers.corp.algorithms = HS256",
                        "gatehouse.issuers.corp.algorithms",
                        "has an HMAC algorithm, but published keys are public: use those that the issuer signs by, for instance RS256."),
                wrong(
                        "gatehouse.issuers.corp.skew = 1h",
                        "gatehouse.issuers.corp.skew",
                        "can't be used: the skew is 0 to 5 minutes."),
                wrong(
                        "gatehouse.issuers.corp.max-token-length = 1GiB",
                        "gatehouse.issuers.corp.max-token-length",
                        "can't be used: the token length is 1 to 16384."),
                wrong(
                        "gatehouse.issuers.corp.max-token-length = 8 KB",
                        "gatehouse.issuers.corp.max-token-length",
                        "is \"8 KB\", which is no size: write one like 8KiB or 19MiB."),
                wrong(
                        "gatehouse.tokens.key = hunter2hunter2hunter2",
                        "gatehouse.tokens.key",
                        "holds a secret itself, or no reference: write env:NAME or file:/path, and put the secret there."),
                wrong(
                        "gatehouse.accounts.ada.password = correct horse battery staple",
                        "gatehouse.accounts.ada.password",
                        "holds a secret itself, or no reference: write env:NAME or file:/path, and put the secret there."),
                wrong(
                        "gatehouse.accounts.ada.password = env:NOT_THERE",
                        "gatehouse.accounts.ada.password",
                        "names the environment variable NOT_THERE, which is not set."),
                wrong(
                        "gatehouse.accounts.ada.password = env:BLANK",
                        "gatehouse.accounts.ada.password",
                        "names the environment variable BLANK, which is not set."),
                wrong(
                        "gatehouse.accounts.ada.password = env:WEAK_PASSWORD",
                        "gatehouse.accounts.ada.password",
                        "refers to a password that is too weak: Use at least 15 characters."),
                wrong(
                        "gatehouse.tokens.key = file:DIR/nothing.pem",
                        "gatehouse.tokens.key",
                        "names the file DIR/nothing.pem, which does not exist."),
                wrong(
                        "gatehouse.tokens.key = file:DIR/empty.pem",
                        "gatehouse.tokens.key",
                        "names the file DIR/empty.pem, which is empty."),
                wrong(
                        "gatehouse.tokens.key = file:DIR/long.pem",
                        "gatehouse.tokens.key",
                        "names the file DIR/long.pem, which is longer than a secret."),
                wrong(
                        "gatehouse.tokens.key = file:DIR/hidden",
                        "gatehouse.tokens.key",
                        "names the directory DIR/hidden, which must hold 1 to 64 files."),
                wrong(
                        "gatehouse.tokens.key = file:key.pem",
                        "gatehouse.tokens.key",
                        "names the file key.pem, which is no absolute path."),
                wrong(
                        "gatehouse.tokens.key = file:DIR/short-hmac.json",
                        "gatehouse.tokens.key",
                        "can't be used: an HMAC key for HS256 has at least 256 bits."),
                wrong(
                        "gatehouse.tokens.algorithm = ES384",
                        "gatehouse.tokens.key",
                        "can't be used: the key is not on secp384r1."),
                wrong(
                        "gatehouse.tokens.issuer = http://shop.example",
                        "gatehouse.tokens.issuer",
                        "can't be used: the issuer is no https address without query and fragment: http://shop.example."),
                wrong(
                        "gatehouse.tokens.issuer = https://idp.example",
                        "gatehouse.tokens.issuer",
                        "is also an issuer of gatehouse.issuers.…: this application trusts itself already."),
                wrong(
                        "gatehouse.tokens.access-lifetime = 8h",
                        "gatehouse.tokens.access-lifetime",
                        "can't be used: accessLifetime is PT8H, must be PT1S to PT1H."),
                wrong(
                        "gatehouse.tokens.access-lifetime = 15 minutes",
                        "gatehouse.tokens.access-lifetime",
                        "is \"15 minutes\", which is no duration: write one like 30s, 15m, 12h or 7d."),
                wrong(
                        "gatehouse.sessions.idle = 900",
                        "gatehouse.sessions.idle",
                        "is \"900\", which is no duration: write one like 30s, 15m, 12h or 7d."),
                wrong(
                        "gatehouse.sessions.max-sessions = many",
                        "gatehouse.sessions.max-sessions",
                        "is \"many\", which is no whole number."),
                wrong(
                        "gatehouse.sessions.at-limit = refuse",
                        "gatehouse.sessions.at-limit",
                        "is \"refuse\", but must be end-oldest or refuse-login."),
                wrong(
                        "gatehouse.api-keys.enabled = yes",
                        "gatehouse.api-keys.enabled",
                        "is \"yes\", but must be true or false."),
                wrong(
                        "gatehouse.api-keys.header = Authorization",
                        "gatehouse.api-keys.header",
                        "can't be used: API keys: the header is used for something else."),
                wrong(
                        "gatehouse.login.min-password-length = 8",
                        "gatehouse.login.min-password-length",
                        "can't be used: the shortest password has 15 to 64 characters, not 8."),
                wrong(
                        "gatehouse.login.argon2-memory = 1MiB",
                        "gatehouse.login.argon2-memory",
                        "can't be used: argon2id with m=1024,t=2 is too weak: use m=19456,t=2 or more."),
                wrong(
                        "gatehouse.store = redis",
                        "gatehouse.store",
                        "is \"redis\", but there is no such store: there is memory (for trials)."),
                wrong(
                        "gatehouse.store.url = jdbc:h2:mem:x",
                        "gatehouse.store.url",
                        "has no effect: the store memory has no settings."),
                wrong(
                        "gatehouse.allow-origins = *",
                        "gatehouse.allow-origins",
                        "has a wildcard, by which every page in the world could act for your users: name each origin."),
                wrong(
                        "gatehouse.allow-origins = https://app.example/",
                        "gatehouse.allow-origins",
                        "can't be used: \"https://app.example/\" is no origin: write scheme, host and port only, in lower case."),
                wrong(
                        "gatehouse.forwarding-header = forwarded",
                        "gatehouse.forwarding-header",
                        "has no effect: gatehouse.trusted-proxies names no proxy."),
                wrong(
                        "gatehouse.public-url = https://shop.example",
                        "gatehouse.public-url",
                        "has no effect: no provider is named by gatehouse.providers.…."),
                wrong(
                        "gatehouse.insecure-http = everywhere",
                        "gatehouse.insecure-http",
                        "is \"everywhere\", but must be localhost."),
                wrong(
                        "gatehouse.login-page = login.html",
                        "gatehouse.login-page",
                        "can't be used: \"login.html\" is no path of a login page: write one like /account/, of unreserved characters only."),
                wrong(
                        "gatehouse.tokens.client-id =",
                        "gatehouse.tokens.client-id",
                        "is empty: give it a value, or remove it."));
    }

    @Test
    void saysEverythingAtOnce() {
        String text = SettingsScene.changed(
                scene.everything(), "gatehouse.tokens.audience", "gatehouse.sessions.idle = soon", "gatehouse.x = 1");
        assertThat(scene.problems(text)).hasSize(3);
    }

    @Test
    void aSwitchThatIsOffLeavesItsSettingsWithoutEffect() {
        assertThat(scene.problems(SettingsScene.FOREIGN + "gatehouse.sessions.idle = 1h"))
                .containsExactly("gatehouse.sessions.idle" + SettingsScene.IN_FILE
                        + "has no effect: gatehouse.sessions.enabled is not true.");
    }

    @Test
    void loginThatHandsOutNothingIsWrong() {
        assertThat(scene.problems(SettingsScene.FOREIGN + "gatehouse.login.enabled = true\ngatehouse.store = memory"))
                .containsExactly("gatehouse.login.enabled" + SettingsScene.IN_FILE
                        + "hands out nothing: set gatehouse.sessions.enabled = true, or gatehouse.tokens.issuer.");
    }

    @Test
    void aKeyThatStandsTwiceInAFileIsWrong() {
        assertThat(scene.problems(SettingsScene.FOREIGN + "gatehouse.rules.1 = /api/** = open"))
                .containsExactly(
                        "gatehouse.rules.1 stands twice in WEB-INF/gatehouse.properties: remove one of the two.");
    }

    @Test
    void settingsThatContradictEachOtherAreWrong() {
        String text = scene.everything() + """

                gatehouse.issuers.corp.allow-any-type = true
                gatehouse.issuers.corp.type = jwt
                gatehouse.api-keys.endpoints = false
                gatehouse.api-keys.path = /keys
                """;
        assertThat(scene.problems(text))
                .containsExactly(
                        "gatehouse.issuers.corp.type" + SettingsScene.IN_FILE
                                + "contradicts gatehouse.issuers.corp.allow-any-type: remove one of the two.",
                        "gatehouse.api-keys.path" + SettingsScene.IN_FILE
                                + "contradicts gatehouse.api-keys.endpoints = false: remove one of the two.");
    }

    @Test
    void aVariableOfTheEnvironmentIsNamedAsItIsWritten() {
        SettingSource environment = SettingSource.ofEnvironment(
                Map.of("GATEHOUSE_TOKENS_AUDIANCE", "x", "GATEHOUSE_PORT_8080_TCP_ADDR", "10.0.0.1"));
        ConfigurationException wrong = catchThrowableOfType(
                ConfigurationException.class, () -> scene.read(SettingsScene.FOREIGN, environment));
        assertThat(wrong.problems())
                .containsExactly(
                        "GATEHOUSE_TOKENS_AUDIANCE (environment) is not a known key: did you mean GATEHOUSE_TOKENS_AUDIENCE?");
    }

    @Test
    void noSecretIsEverRepeated() {
        String text = SettingsScene.changed(
                scene.everything(), "gatehouse.tokens.key = hunter2", "gatehouse.accounts.ada.password = hunter2");
        assertThat(scene.problems(text)).hasSize(2).noneMatch(sentence -> sentence.contains("hunter2"));
        assertThat(SettingsScene.file(text).toString()).doesNotContain("hunter2");
    }
}
