package io.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Requirement;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits in settings, right and wrong. */
final class LimitSettingsTest {
    @TempDir
    Path directory;

    private SettingsScene scene;

    @BeforeEach
    void setUp() {
        scene = new SettingsScene(directory);
    }

    @Test
    void pathsAreLimited() {
        String text = SettingsScene.FOREIGN + """
                gatehouse.limits.health = /health = 3/1m
                gatehouse.rate-limit-headers = true
                """;
        try (AuthEngine engine = scene.read(text).start()) {
            for (int i = 0; i < 3; i++) {
                Decision decision = engine.decide(RequestBuilder.get("/health").build(), Requirement.anyone());
                assertThat(((Decision.Allow) decision).headers())
                        .containsEntry("RateLimit-Policy", "\"/health\";q=3;w=60");
            }
            assertThat(status(engine, RequestBuilder.get("/health"))).isEqualTo(429);
        }
    }

    @Test
    void failuresOfLoginsAreLimited() {
        String text = SettingsScene.changed(
                scene.everything(),
                "gatehouse.login.limit-per-name-and-address = 2/5m",
                "gatehouse.login.limit-per-name = 3/5m",
                "gatehouse.login.limit-per-address = 4/5m");
        try (AuthEngine engine = scene.read(text).start()) {
            assertThat(failures(engine, "ada@example.com", "203.0.113.7")).isEqualTo(2);
            assertThat(failures(engine, "ada@example.com", "203.0.113.8")).isEqualTo(1);
            assertThat(failures(engine, "eve@example.com", "203.0.113.7")).isEqualTo(2);
            assertThat(failures(engine, "bob@example.com", "203.0.113.7")).isZero();
        }
    }

    private static int failures(AuthEngine engine, String email, String address) {
        int failures = 0;
        for (int i = 0; i < 9; i++) {
            int status = status(
                    engine,
                    RequestBuilder.post("/api/auth/login")
                            .from(address)
                            .json(Map.of("email", email, "password", "wrong")));
            assertThat(status).isIn(401, 429);
            failures += status == 401 ? 1 : 0;
        }
        return failures;
    }

    private static int status(AuthEngine engine, RequestBuilder request) {
        return engine.decide(request.build(), Requirement.anyone())
                .match(allow -> 200, answer -> answer.reply().status());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = ';', textBlock = """
            gatehouse.limits.api; 100/1m; is "100/1m", which is no limit of a path: write one like /api/** = 100/1m
            gatehouse.limits.api; api = 100/1m; can't be used: path pattern "api" can't be used: it does not begin with a slash
            gatehouse.limits.api; /api/** = 100; is "100", which says not how often: write one like 100/1m
            gatehouse.limits.api; /api/** = many/1m; is "many", which is no whole number
            gatehouse.limits.api; /api/** = 100/minute; is "minute", which is no duration: write one like 30s, 15m, 12h or 7d
            gatehouse.limits.api; /api/** = 0/1m; can't be used: a limit is 1 to 1000000 times in a period, not 0
            gatehouse.limits.api; /api/** = 5/100ms; can't be used: a limit's period is 1 s to 31 days
            gatehouse.limits.api; /api/** = 5000/1s; can't be used: a limit is once in a millisecond at most: make the period longer
            gatehouse.rate-limit-headers; yes; is "yes", but must be true or false
            gatehouse.rate-limit-headers; true; has no effect: no path is limited by gatehouse.limits.…
            gatehouse.api-keys.rate-limit; fast; is "fast", which says not how often: write one like 100/1m
            gatehouse.login.limit-per-name; 10; is "10", which says not how often: write one like 100/1m
            gatehouse.login.limit-per-address; 10/400d; can't be used: a limit's period is 1 s to 31 days
            gatehouse.login.limit-per-name-and-address; -1/5m; can't be used: a limit is 1 to 1000000 times in a period, not -1
            """)
    void whatIsWrongIsSaidInOneSentence(String key, String value, String sentence) {
        assertThat(problems(key + " = " + value))
                .hasSize(1)
                .first()
                .satisfies(problem -> assertThat(problem).startsWith(key).endsWith(" " + sentence + "."));
    }

    @Test
    void twoLimitsForOnePathAreOneTooMany() {
        assertThat(problems("gatehouse.limits.a = /x/{id} = 1/1m\ngatehouse.limits.b = /x/{name} = 2/1m"))
                .hasSize(1)
                .first()
                .asString()
                .contains("is for /x/{name}, and so is gatehouse.limits.a: remove one of the two");
    }

    private List<String> problems(String lines) {
        String text = SettingsScene.changed(scene.everything(), lines.split("\n"));
        ConfigurationException wrong = catchThrowableOfType(ConfigurationException.class, () -> scene.read(text));
        assertThat(wrong).as("the settings are accepted").isNotNull();
        return wrong.problems();
    }
}
