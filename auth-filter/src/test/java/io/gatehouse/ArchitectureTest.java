package io.gatehouse;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The shape of the library: who may use whom, and what a type may look like. */
@AnalyzeClasses(packages = "io.gatehouse", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String ROOT = "io.gatehouse";

    private static final int LONGEST_FILE = 300;

    /** Lowest first: a package uses those of lower rows, never one of its own row. The engine's own package is "". */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("json", "cache", "http"),
            Set.of(""),
            Set.of("secret"),
            Set.of("login", "audit"),
            Set.of("apikey", "session", "token", "password"),
            Set.of("oauth"),
            Set.of("memory"),
            Set.of("config"),
            Set.of("servlet"));

    /** Layers that a row may not use although they are lower: OAuth signs in with tokens and knows no other scheme. */
    private static final Map<String, Set<String>> NEVER = Map.of("oauth", Set.of("apikey", "session", "password"));

    @ArchTest
    static final ArchRule packagesUseLowerPackagesOnly =
            classes().should(useOnlyLowerPackages()).because("schemes meet only through Grant and AuthFeature");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().assignedFrom(packagesOfOurs()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheServletPackageKnowsServlets = onlyPackageUsing("servlet", "jakarta.servlet..");

    @ArchTest
    static final ArchRule onlyTheTokenPackageKnowsJose = onlyPackageUsing("token", "org.jose4j..");

    @ArchTest
    static final ArchRule onlyThePasswordPackageKnowsPasswordHashes =
            onlyPackageUsing("password", "de.mkammerer..", "org.bouncycastle..");

    @ArchTest
    static final ArchRule publicTypesAreClosed = classes()
            .that()
            .arePublic()
            .should(be(describe(
                    "a record, interface, enum, annotation, exception, final or sealed", ArchitectureTest::isClosed)));

    @ArchTest
    static final ArchRule namesSayWhatATypeIs =
            noClasses().should().haveNameMatching(".*[.$][^.$]*(Manager|Helper|Util|Impl|Abstract)[^.$]*");

    @ArchTest
    static final ArchRule nothingStaticChanges = noFields()
            .that()
            .areStatic()
            .should()
            .notBeFinal()
            .orShould()
            .haveRawType(describe("something that holds state", ArchitectureTest::holdsState));

    @ArchTest
    static final ArchRule nothingLivesOnAThread =
            noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule nothingPublicIsSet = noMethods()
            .that(describe("are public setters", ArchitectureTest::isPublicSetter))
            .should()
            .beDeclaredInClassesThat()
            .arePublic()
            .because("everything is a value");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(classes.getPackage(ROOT).getSubpackagesInTree().stream()
                        .filter(candidate -> !candidate.getClasses().isEmpty())
                        .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .isEmpty();
        assertThat(classes.getPackage(ROOT).isAnnotatedWith(NullMarked.class)).isTrue();
    }

    @ArchTest
    static void filesAreShort(JavaClasses classes) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> lines(file) > LONGEST_FILE))
                    .isEmpty();
        }
    }

    private static ArchCondition<JavaClass> useOnlyLowerPackages() {
        Map<String, Set<String>> mayUse = new HashMap<>();
        Set<String> lower = new HashSet<>();
        for (Set<String> layer : LAYERS) {
            for (String name : layer) {
                Set<String> never = NEVER.getOrDefault(name, Set.of());
                mayUse.put(
                        name,
                        lower.stream().filter(other -> !never.contains(other)).collect(toSet()));
            }
            lower.addAll(layer);
        }
        return new ArchCondition<>("use only packages of lower layers") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                String from = domain(origin);
                if (!mayUse.containsKey(from)) {
                    events.add(SimpleConditionEvent.violated(origin, "no layer names the package " + from));
                    return;
                }
                origin.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isOurs(dependency.getTargetClass()))
                        .filter(dependency ->
                                !domain(dependency.getTargetClass()).equals(from))
                        .filter(dependency -> !mayUse.get(from).contains(domain(dependency.getTargetClass())))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(origin, dependency.getDescription())));
            }
        };
    }

    private static ArchRule onlyPackageUsing(String name, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static SliceAssignment packagesOfOurs() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass candidate) {
                return isOurs(candidate) ? SliceIdentifier.of(candidate.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static boolean isOurs(JavaClass candidate) {
        String name = candidate.getPackageName();
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    /** The first segment below the root package: {@code io.gatehouse.token.jwks} belongs to {@code token}. */
    private static String domain(JavaClass candidate) {
        String name = candidate.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).replaceFirst("\\..*", "");
    }

    private static boolean isClosed(JavaClass candidate) {
        return candidate.isInterface()
                || candidate.isAssignableTo(Throwable.class)
                || candidate.getModifiers().contains(JavaModifier.FINAL)
                || candidate.isEnum()
                || candidate.reflect().isSealed();
    }

    private static boolean holdsState(JavaClass type) {
        return type.getPackageName().equals("java.util.concurrent.atomic")
                || type.isAssignableTo("java.util.concurrent.ConcurrentMap")
                || type.isAssignableTo("java.util.concurrent.locks.Lock")
                || type.isAssignableTo("java.util.Queue")
                || type.isAssignableTo("com.github.benmanes.caffeine.cache.Cache");
    }

    private static boolean isPublicSetter(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                && method.getName().matches("set[A-Z].*")
                && !method.getRawParameterTypes().isEmpty();
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
