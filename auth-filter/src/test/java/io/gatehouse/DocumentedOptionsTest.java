package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The third law: whatever weakens something is named so, and written down. */
class DocumentedOptionsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "insecure-options.md");
    private static final Pattern NAME = Pattern.compile("(allow|insecure)([A-Z0-9].*)?");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z.]+)` \\|[^|]+\\|[^|]+\\|");

    @Test
    void everyWeakeningOptionIsDocumentedAndEveryDocumentedOneExists() throws IOException {
        SortedSet<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                documented.add(row.group(1));
            }
        }
        SortedSet<String> existing = options();
        assertThat(missing(existing, documented))
                .as("options that docs/insecure-options.md does not list")
                .isEmpty();
        assertThat(missing(documented, existing))
                .as("options in docs/insecure-options.md that do not exist")
                .isEmpty();
        assertThat(documented).contains("AuthEngineBuilder.allowOrigin", "AuthEngineBuilder.insecureAllowPlainHttp");
    }

    private static SortedSet<String> options() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.gatehouse").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(method -> NAME.matcher(method.getName()).matches())
                        .map(DocumentedOptionsTest::name)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }

    private static List<String> missing(SortedSet<String> wanted, SortedSet<String> there) {
        return wanted.stream().filter(name -> !there.contains(name)).toList();
    }
}
