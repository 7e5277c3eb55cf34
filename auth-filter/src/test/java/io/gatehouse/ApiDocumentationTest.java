package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a user can reach has a comment that names every parameter and result. The build's own doclint leaves this group out, since
 * it asks a compact constructor to repeat the components that its record has described.
 */
final class ApiDocumentationTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("\\s*public [A-Z]\\w* \\{");

    @Test
    void everyPublicMemberIsDescribed(@TempDir Path output) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(findings, Locale.ROOT, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> javaFiles = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
            List<String> options = List.of(
                    "-proc:none",
                    "-Xdoclint:missing/protected",
                    "-Xmaxwarns",
                    "10000",
                    "-d",
                    output.toString(),
                    "-classpath",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            null, files, findings, options, null, files.getJavaFileObjectsFromPaths(javaFiles))
                    .call();
            assertThat(compiled).isTrue();
        }
        assertThat(findings.getDiagnostics())
                .as("the check is alive: it finds the compact constructors")
                .isNotEmpty();
        assertThat(findings.getDiagnostics())
                .filteredOn(finding -> finding.getSource() != null && !isCompactConstructor(finding))
                .isEmpty();
    }

    private static boolean isCompactConstructor(Diagnostic<? extends JavaFileObject> finding) {
        try {
            List<String> lines =
                    finding.getSource().getCharContent(true).toString().lines().toList();
            return COMPACT_CONSTRUCTOR
                    .matcher(lines.get((int) finding.getLineNumber() - 1))
                    .matches();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
