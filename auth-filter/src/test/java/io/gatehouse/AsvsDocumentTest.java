package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/asvs.md} names exists: the classes that answer a requirement, and the tests that prove it. */
class AsvsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "asvs.md");
    private static final List<Path> MAIN =
            List.of(Path.of("src", "main", "java"), Path.of("..", "auth-jpa-store", "src", "main", "java"));
    private static final List<Path> TESTS = List.of(
            Path.of("src", "test", "java"),
            Path.of("..", "auth-jpa-store", "src", "test", "java"),
            Path.of("..", "integration-tests", "src", "test", "java"));

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([0-9]+\\.[0-9]+\\.[0-9]+) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern OPEN = Pattern.compile("(?m)^- ([0-9]+\\.[0-9]+\\.[0-9]+) \\S");
    private static final Pattern TEST = Pattern.compile("@(Parameterized|Repeated)?Test\\b");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = sources(TESTS);
        List<String> named = names(3);
        assertThat(named)
                .hasSizeGreaterThan(100)
                .allSatisfy(name -> assertThat(name).matches(test -> exists(test, sources), "is a test that exists"));
    }

    @Test
    void everyNamedClassExists() throws IOException {
        assertThat(sources(MAIN).keySet()).containsAll(names(2));
    }

    @Test
    void everyRequirementStandsOnce() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(Stream.of(ROW, OPEN)
                        .flatMap(pattern -> pattern.matcher(document).results())
                        .map(row -> row.group(1)))
                .doesNotHaveDuplicates();
    }

    /** {@code Class#method}: an annotated method of that name in the class's file, be it nested. */
    private static boolean exists(String test, Map<String, String> sources) {
        int hash = test.indexOf('#');
        String source = hash < 0 ? "" : sources.getOrDefault(test.substring(0, hash), "");
        String before = source.substring(0, Math.max(0, source.indexOf(" void " + test.substring(hash + 1) + "(")));
        String annotations = before.substring(before.lastIndexOf("}\n") + 1);
        return TEST.matcher(annotations).find();
    }

    private static List<String> names(int column) throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .flatMap(row -> NAME.matcher(row.group(column)).results())
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    /** The sources by the names of their files, without the ending. */
    private static Map<String, String> sources(List<Path> roots) throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                    String name = file.getFileName().toString();
                    sources.put(name.substring(0, name.length() - ".java".length()), read(file));
                });
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
