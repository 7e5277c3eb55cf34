package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} is generated from the {@code …Problems} classes. */
class DocumentedProblemsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "problems.md");
    private static final String WRITE = "gatehouse.docs.write";

    @Test
    void theDocumentSaysWhatTheCodeSays() throws IOException {
        String generated = document(problems());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOCUMENT, generated);
        }
        assertThat(Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "")
                .as(
                        "docs/problems.md is out of date; rewrite it with -D%s=true -Dtest=%s",
                        WRITE, getClass().getSimpleName())
                .isEqualTo(generated);
    }

    @Test
    void codesAreUnique() {
        List<ProblemType> all =
                problems().values().stream().flatMap(List::stream).toList();
        assertThat(all)
                .extracting(ProblemType::code)
                .doesNotHaveDuplicates()
                .contains("CREDENTIALS_MISSING", "LOGIN_FAILED");
    }

    @Test
    void constantsAreNamedLikeTheirCodes() {
        for (Class<?> type : problemClasses()) {
            for (Field field : constants(type)) {
                assertThat(value(field).code()).as(type.getName()).isEqualTo(field.getName());
            }
        }
    }

    @Test
    void textsAreSentencesForClients() {
        for (List<ProblemType> types : problems().values()) {
            for (ProblemType type : types) {
                assertThat(type.title()).as(type.code()).isNotBlank().doesNotEndWith(".");
                assertThat(type.detail()).as(type.code()).endsWith(".").doesNotContain("|", "\n");
            }
        }
    }

    private static Map<String, List<ProblemType>> problems() {
        Map<String, List<ProblemType>> byClass = new TreeMap<>();
        for (Class<?> type : problemClasses()) {
            List<ProblemType> types = new ArrayList<>();
            for (Field field : constants(type)) {
                types.add(value(field));
            }
            types.sort(Comparator.comparingInt(ProblemType::status).thenComparing(ProblemType::code));
            byClass.put(type.getName(), types);
        }
        return byClass;
    }

    private static List<Class<?>> problemClasses() {
        List<Class<?>> classes = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.gatehouse")) {
            if (type.getSimpleName().endsWith("Problems")) {
                classes.add(type.reflect());
            }
        }
        assertThat(classes).isNotEmpty();
        return classes;
    }

    private static List<Field> constants(Class<?> type) {
        List<Field> constants = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ProblemType.class) {
                field.setAccessible(true);
                constants.add(field);
            }
        }
        return constants;
    }

    private static ProblemType value(Field field) {
        try {
            return (ProblemType) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String document(Map<String, List<ProblemType>> problems) {
        StringBuilder out = new StringBuilder("""
                # Problems

                Every error is answered as `application/problem+json` (RFC 9457) with the members `type`, `title`, `status`, `detail`,
                `code` and `requestId`, under which the log tells more. Clients tell errors apart by `code`, which is stable and never reused; `type` is `urn:gatehouse:problem:` and the code
                in lower case with hyphens.

                This file is generated from the code by `DocumentedProblemsTest`: do not edit it.
                """);
        problems.forEach((name, types) -> {
            out.append("\n## ").append(name).append("\n\n| status | code | title | detail |\n|---|---|---|---|\n");
            for (ProblemType type : types) {
                out.append("| ").append(type.status());
                out.append(" | `").append(type.code()).append('`');
                out.append(" | ").append(type.title());
                out.append(" | ").append(type.detail()).append(" |\n");
            }
        });
        return out.toString();
    }
}
