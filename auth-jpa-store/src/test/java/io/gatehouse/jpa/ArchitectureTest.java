package io.gatehouse.jpa;

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

/** The shape of the store. */
@AnalyzeClasses(packages = "io.gatehouse.jpa", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** Any of a provider's own would tie applications to that provider. */
    @ArchTest
    static final ArchRule onlyTheStandardIsUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.hibernate..", "org.eclipse.persistence..", "com.zaxxer..", "org.postgresql..", "org.h2..");

    @ArchTest
    static final ArchRule onlyTheMigrationKnowsFlyway = noClasses()
            .that()
            .doNotHaveSimpleName("FlywayMigration")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flywaydb..");

    /** Tomcat has no such classes: loading any other type of ours must not ask for them. */
    @ArchTest
    static final ArchRule onlyTheJtaAdapterKnowsJta = noClasses()
            .that()
            .doNotHaveSimpleName("JtaTransactions")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.transaction..");

    @ArchTest
    static final ArchRule entitiesAreHidden =
            classes().that().haveSimpleNameEndingWith("Row").should().notBePublic();

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
