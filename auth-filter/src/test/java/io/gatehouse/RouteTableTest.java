package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private static final int SEED = 20260301;

    @ParameterizedTest
    @CsvSource({
        "/*, /, true",
        "/*, /a/b, true",
        "/**, /a/b, true",
        "/, /, true",
        "/, /a, false",
        "/a, /a, true",
        "/a, /a/, false",
        "/a, /A, false",
        "/a, /ab, false",
        "/a, /a/b, false",
        "/a/, /a/, true",
        "/a/, /a, false",
        "/a/*, /a, true",
        "/a/*, /a/, true",
        "/a/*, /a/b/c, true",
        "/a/**, /a, true",
        "/a/*, /ab, false",
        "/{x}, /a, true",
        "/{x}, /, false",
        "/{x}, /a/b, false",
        "/{x}/b, /a/b, true",
        "/a/{x}/*, /a/b, true",
        "/a/{x}/*, /a, false",
        "/a/{x}/*, /a/, false",
        "/{x}, /{x}, true",
        "/a.b, /axb, false",
        "/ä ö, /ä ö, true"
    })
    void matchesWhatTheSyntaxSays(String pattern, String path, boolean matches) {
        RouteTable<String> table = new RouteTable<>();
        table.putIfAbsent(PathPattern.parse(pattern), pattern);
        assertThat(table.find(path)).isEqualTo(matches ? pattern : null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "**",
                "//",
                "/a//b",
                "/a//",
                "/a//*",
                "/a/*/b",
                "/*/*",
                "/a*",
                "/*a",
                "/a/***",
                "/.",
                "/a/..",
                "/../a",
                "/a/./b",
                "/{}",
                "/{a}b",
                "/b{a}",
                "/{a",
                "/a}",
                "/{{a}}",
                "/{*}",
                "/{a}/{a}",
                "/a;b",
                "/a%2fb",
                "/a?b",
                "/a#b",
                "/a\\b",
                "/a\nb",
                "/a\u0000",
                "/a\u007f"
            })
    void refusesPatternsThatCanNotBeMeant(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(pattern))
                .withMessageContaining("\"" + pattern + "\"");
    }

    @Test
    void refusesPatternsOfTooManySegments() {
        assertThat(PathPattern.parse("/a".repeat(32)).toString()).hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse("/a".repeat(33)))
                .withMessageContaining("32 segments");
    }

    @Test
    void takesBothSpellingsOfASubtreeForOnePath() {
        RouteTable<String> table = new RouteTable<>();
        assertThat(table.putIfAbsent(PathPattern.parse("/a/*"), "first")).isEmpty();
        assertThat(table.putIfAbsent(PathPattern.parse("/a/**"), "second")).contains("first");
        assertThat(table.find("/a/b")).isEqualTo("first");
    }

    @Test
    void takesVariablesOfAnyNameForOnePath() {
        RouteTable<String> table = new RouteTable<>();
        assertThat(table.putIfAbsent(PathPattern.parse("/{a}/x"), "first")).isEmpty();
        assertThat(table.putIfAbsent(PathPattern.parse("/{b}/x"), "second")).contains("first");
    }

    @Test
    void answersTheVariablesOfAMatchingPath() {
        assertThat(PathPattern.parse("/a/{id}/b/{name}").variables("/a/1/b/c d"))
                .isEqualTo(Map.of("id", "1", "name", "c d"));
        assertThat(PathPattern.parse("/{id}/*").variables("/1/b/c")).isEqualTo(Map.of("id", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/a/", "/a/1/2", "/b/1", "/A/1", "/"})
    void answersNoVariablesOfAPathThatDoesNotMatch(String path) {
        PathPattern pattern = PathPattern.parse("/a/{id}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pattern.variables(path))
                .withMessageContaining("/a/{id}");
    }

    /** The table against a matcher that tries every pattern and ranks those that fit. */
    @Test
    void findsWhatANaiveMatcherFinds() {
        Random random = new Random(SEED);
        int hits = 0;
        for (int round = 0; round < 2_000; round++) {
            Map<String, PathPattern> patterns = new LinkedHashMap<>();
            RouteTable<String> table = new RouteTable<>();
            for (int i = 0; i < 12; i++) {
                PathPattern pattern = randomPattern(random);
                if (table.putIfAbsent(pattern, pattern.toString()).isEmpty()) {
                    patterns.put(pattern.toString(), pattern);
                }
            }
            for (int i = 0; i < 40; i++) {
                String path = randomPath(random);
                Optional<String> expected = naive(patterns, path);
                hits += expected.isPresent() ? 1 : 0;
                assertThat(Optional.ofNullable(table.find(path)))
                        .as("%s among %s", path, patterns.keySet())
                        .isEqualTo(expected);
            }
        }
        assertThat(hits).isBetween(10_000, 75_000);
    }

    private static PathPattern randomPattern(Random random) {
        List<String> words = List.of("a", "b", "c", "{x}");
        StringBuilder text = new StringBuilder();
        int depth = random.nextInt(5);
        for (int i = 0; i < depth; i++) {
            String word = words.get(random.nextInt(words.size()));
            text.append('/').append(word.equals("{x}") ? "{x" + i + "}" : word);
        }
        return PathPattern.parse(text
                + List.of("/*", "/**", "/", depth == 0 ? "/" : "", depth == 0 ? "/" : "")
                        .get(random.nextInt(5)));
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder();
        int depth = random.nextInt(6);
        for (int i = 0; i < depth; i++) {
            path.append('/').append(List.of("a", "b", "c", "d", "A").get(random.nextInt(5)));
        }
        return depth == 0 || random.nextInt(5) == 0 ? path + "/" : path.toString();
    }

    private static Optional<String> naive(Map<String, PathPattern> patterns, String path) {
        List<String> actual = List.of(path.substring(1).split("/", -1));
        List<Integer> best = List.of();
        Optional<String> winner = Optional.empty();
        for (PathPattern pattern : patterns.values()) {
            List<Integer> rank = rank(pattern, actual);
            if (compare(rank, best) > 0) {
                best = rank;
                winner = Optional.of(pattern.toString());
            }
        }
        return winner;
    }

    /** From the left: 3 for a literal, 2 for a variable; at the end 1 for an exact pattern, 0 for a subtree. Empty: no match. */
    private static List<Integer> rank(PathPattern pattern, List<String> actual) {
        List<String> wanted = pattern.segments();
        if (pattern.subtree() ? actual.size() < wanted.size() : actual.size() != wanted.size()) {
            return List.of();
        }
        List<Integer> rank = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            boolean variable =
                    PathPattern.isVariable(wanted.get(i)) && !actual.get(i).isEmpty();
            if (!variable && !wanted.get(i).equals(actual.get(i))) {
                return List.of();
            }
            rank.add(variable ? 2 : 3);
        }
        rank.add(pattern.subtree() ? 0 : 1);
        return rank;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return a.get(i) - b.get(i);
            }
        }
        return a.size() - b.size();
    }
}
