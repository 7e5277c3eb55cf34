package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What README.md says of the code and of the WAR is so. */
final class ReadmeIT {
    private static final Path README = Path.of("..", "README.md");
    private static final Path WIRING =
            Path.of("..", "example", "src", "main", "java", "io", "gatehouse", "example", "ExampleApplication.java");
    private static final Pattern JAR_ROW = Pattern.compile("(?m)^\\| `([^`]+\\.jar)` \\| (\\d+) \\|");
    private static final String LIB = "WEB-INF/lib/";

    @Test
    void showsTheWiringOfTheExample() throws IOException {
        assertThat(Files.readString(README)).contains("```java\n" + wiring() + "```\n");
    }

    @Test
    void listsTheJarsOfTheWar() throws IOException {
        assertThat(documentedJars().keySet()).isEqualTo(jarsOfTheWar().keySet());
    }

    @Test
    void saysHowLargeTheJarsAre() throws IOException {
        Map<String, Long> documented = documentedJars();
        jarsOfTheWar()
                .forEach((name, bytes) -> assertThat(documented.get(name))
                        .as(name + " in KB")
                        .isCloseTo(Math.round(bytes / 1024.0), Percentage.withPercentage(10)));
    }

    /** The lines between the marks, moved to the left margin. */
    private static String wiring() throws IOException {
        String source = Files.readString(WIRING);
        int start = source.indexOf('\n', source.indexOf("// snippet: wiring")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// end", start));
        return source.substring(start, end).stripIndent() + "\n";
    }

    private static Map<String, Long> documentedJars() throws IOException {
        Map<String, Long> jars = new TreeMap<>();
        Matcher row = JAR_ROW.matcher(Files.readString(README));
        while (row.find()) {
            jars.put(row.group(1), Long.valueOf(row.group(2)));
        }
        return jars;
    }

    private static Map<String, Long> jarsOfTheWar() throws IOException {
        Map<String, Long> jars = new TreeMap<>();
        try (ZipFile war = new ZipFile(System.getProperty("gatehouse.war"))) {
            war.stream()
                    .filter(entry -> entry.getName().startsWith(LIB) && !entry.isDirectory())
                    .forEach(entry -> jars.put(entry.getName().substring(LIB.length()), entry.getSize()));
        }
        return jars;
    }
}
