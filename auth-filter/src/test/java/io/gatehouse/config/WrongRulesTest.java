package io.gatehouse.config;

import static io.gatehouse.config.SettingsScene.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that can't be understood, or say something else than was meant. */
final class WrongRulesTest {
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
        assertThat(scene.problems(SettingsScene.changed(scene.everything(), line)))
                .containsExactly(sentence);
    }

    static Stream<Arguments> isSaidInOneSentence() {
        return Stream.of(
                wrong(
                        "gatehouse.rules.2 = /api/* = session",
                        "gatehouse.rules.2",
                        "is for /api/*, and so is gatehouse.rules.1: make one rule of the two."),
                wrong(
                        "gatehouse.rules.2 = /x = beerer",
                        "gatehouse.rules.2",
                        "has the unknown word \"beerer\": did you mean bearer?"),
                wrong(
                        "gatehouse.rules.2 = /x = basic-authentication",
                        "gatehouse.rules.2",
                        "has the unknown word \"basic-authentication\": there are bearer, api-key, session, open, signed-in, login, nobody, role:… and scope:…."),
                wrong(
                        "gatehouse.rules.2 = /x",
                        "gatehouse.rules.2",
                        "is \"/x\", which is no rule: write one like /api/** = role:admin & (bearer | session)."),
                wrong(
                        "gatehouse.rules.2 = x = open",
                        "gatehouse.rules.2",
                        "can't be used: path pattern \"x\" can't be used: it does not begin with a slash."),
                wrong(
                        "gatehouse.rules.2 = /x/**/y = open",
                        "gatehouse.rules.2",
                        "can't be used: path pattern \"/x/**/y\" can't be used: * is allowed as the last segment only."),
                wrong(
                        "gatehouse.rules.2 = get /x = open",
                        "gatehouse.rules.2",
                        "is a rule for \"get /x\": a method is written in capitals, then a path."),
                wrong(
                        "gatehouse.rules.2 = /x = role:a & bearer | session",
                        "gatehouse.rules.2",
                        "mixes & and |: put the alternatives in parentheses, as in (bearer | session)."),
                wrong(
                        "gatehouse.rules.2 = /x = role:a | bearer",
                        "gatehouse.rules.2",
                        "has the alternatives role:a | bearer: only schemes with schemes, or roles with roles, can be alternatives."),
                wrong(
                        "gatehouse.rules.2 = /x = bearer & api-key",
                        "gatehouse.rules.2",
                        "asks for two schemes at once: a request has one credential, so join schemes by |."),
                wrong(
                        "gatehouse.rules.2 = /x = open & bearer",
                        "gatehouse.rules.2",
                        "asks for more beside open or nobody, which stand alone."),
                wrong(
                        "gatehouse.rules.2 = /x =",
                        "gatehouse.rules.2",
                        "has nothing where a word is needed: write one like /api/** = role:admin & (bearer | session)."));
    }

    @Test
    void aRuleByASchemeThatNothingChecksIsWrong() {
        assertThat(scene.problems(SettingsScene.FOREIGN + "gatehouse.rules.2 = /x = api-key"))
                .containsExactly("gatehouse.rules.2" + SettingsScene.IN_FILE
                        + "accepts api-key, which nothing here checks: set gatehouse.api-keys.enabled = true.");
    }

    @Test
    void partsThatContradictEachOtherAreNamed() {
        assertThat(startProblems("gatehouse.rules.me = /api/auth/me = open"))
                .containsExactly(
                        "The settings do not go together: the rule for /api/auth/me would have no effect: an endpoint stands"
                                + " there, with a requirement of its own.");
        assertThat(startProblems("gatehouse.rules.login = /login.html = login"))
                .containsExactly(
                        "The settings do not go together: the login page /login.html needs sign-in itself: open it by a"
                                + " rule.");
    }

    private List<String> startProblems(String line) {
        Configuration configuration = scene.read(SettingsScene.changed(scene.everything(), line));
        return catchThrowableOfType(ConfigurationException.class, configuration::start)
                .problems();
    }
}
