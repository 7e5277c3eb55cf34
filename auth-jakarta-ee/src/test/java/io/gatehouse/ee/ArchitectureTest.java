package io.gatehouse.ee;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shape of the package. */
@AnalyzeClasses(packages = "io.gatehouse.ee", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** A plain servlet container with CDI has no such classes, and the extension is loaded there too. */
    @ArchTest
    static final ArchRule theExtensionNeedsNoJakartaSecurity = noClasses()
            .that()
            .haveSimpleName("GatehouseExtension")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.security..");

    /** The mechanism translates: what a credential is worth is the engine's to say. */
    @ArchTest
    static final ArchRule nothingHereJudgesCredentials = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.gatehouse.token..", "io.gatehouse.apikey..", "io.gatehouse.session..");

    @ArchTest
    static final ArchRule nothingTiesToAServer = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.glassfish..", "fish.payara..", "org.jboss..");

    @ArchTest
    static final ArchRule publicTypesAreClosed =
            classes().that().arePublic().should(be(describe("final or an interface", ArchitectureTest::isClosed)));

    @ArchTest
    static final ArchRule nothingStaticChanges =
            fields().that().areStatic().should().beFinal();

    private static boolean isClosed(JavaClass type) {
        return type.isInterface() || type.getModifiers().contains(JavaModifier.FINAL);
    }
}
