package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.it.ReadmeCommands.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of README.md work as they stand there and print what it says, against the server that its run command starts. */
final class ReadmeCommandsIT {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern ANNOUNCED = Pattern.compile("shown this once: (\\S+)");

    @Test
    void printsWhatTheReadmeSays(@TempDir Path directory) throws Exception {
        List<Step> steps = ReadmeCommands.in(Files.readString(README), "## Try it");
        String password = new Secrets().generate();
        try (ExampleRunner runner = ExampleRunner.start("runner-readme", Map.of("DEMO_PASSWORD", password))) {
            List<String> printed = ShellSession.run(
                    directory,
                    Map.of("PORT", String.valueOf(runner.port()), "PASSWORD", password),
                    steps.stream().map(Step::commands).toList());
            for (int i = 0; i < steps.size(); i++) {
                assertPrints(steps.get(i), printed.get(i));
            }
            runner.awaitAllPrinted();
            assertThat(runner.output()).doesNotContain(password).doesNotContain("shown this once");
        }
        assertThat(steps).hasSizeGreaterThan(5);
    }

    @Test
    void startsWithAPasswordShownOnceAndWithCommandsToTry() throws Exception {
        try (ExampleRunner runner = ExampleRunner.start("runner-generated", Map.of())) {
            runner.awaitAllPrinted();
            Matcher announced = ANNOUNCED.matcher(runner.output());
            assertThat(announced.find()).as("a password is shown").isTrue();
            String password = announced.group(1);
            assertThat(password.length()).isGreaterThanOrEqualTo(15);

            runner.client(new Secrets()).login(Journey.ADA, password);
            runner.client(new Secrets()).login(Journey.GRACE, password);
            assertThat(runner.output()).containsOnlyOnce(password);
            String url = "http://localhost:" + runner.port();
            assertThat(runner.output())
                    .contains("curl " + url + "/api/public/ping")
                    .contains("curl " + url + "/api/auth/login")
                    .contains("curl -X POST " + url + "/api/auth/logout");
        }
    }

    @Test
    void failsWithoutTheSection() {
        assertThatThrownBy(() -> ReadmeCommands.in("# Title\n\n## Other\n\n```sh\ntrue\n```\n", "## Try it"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReadmeCommands.in("## Try it\n\n## Other\n\n```sh\ntrue\n```\n", "## Try it"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsWhatOneBlockSetsForTheNext(@TempDir Path directory) throws Exception {
        String document =
                "## Try it\n\n```sh\nA=1\n```\n\n```sh\necho \"{\\\"a\\\":$A}\"\n```\n\n```json\n{\"a\": 2}\n```\n";
        List<Step> steps = ReadmeCommands.in(document, "## Try it");
        List<String> printed = ShellSession.run(
                directory, Map.of(), steps.stream().map(Step::commands).toList());
        assertThat(printed).containsExactly("", "{\"a\":1}\n");
        assertPrints(steps.get(0), printed.get(0));
        assertPrints(steps.get(1), printed.get(1));
        assertThatThrownBy(() -> assertPrints(steps.get(1), "{\"b\":1}")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertPrints(steps.get(1), "")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ShellSession.run(directory, Map.of(), List.of("false\n", "true\n")))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertPrints(Step step, String printed) {
        switch (step.language()) {
            case "json" ->
                assertThat(JsonShape.of(printed))
                        .as("shape of what is printed by\n%s", step.commands())
                        .isEqualTo(JsonShape.of(step.printed()));
            case "text" -> assertThat(printed).as(step.commands()).isEqualTo(step.printed());
            default -> assertThat(step.language()).as(step.commands()).isEmpty();
        }
    }
}
