package io.gatehouse.it;

import io.gatehouse.it.ee.DispatchServlet;
import io.gatehouse.it.ee.EeEngine;
import io.gatehouse.it.ee.EeStores;
import io.gatehouse.it.ee.MemoryStores;
import io.gatehouse.it.ee.OwnStore;
import io.gatehouse.it.ee.WhoServlet;
import io.gatehouse.it.ee.full.EeResource;
import io.gatehouse.it.ee.settings.SettingsApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs the applications of {@code io.gatehouse.it.ee}, with the example's libraries but for what servers have themselves. */
final class EeWar {
    private static final List<String> LIBRARIES = List.of(
            "auth-filter", "auth-jpa-store", "jose4j", "argon2", "jna", "caffeine", "slf4j", "jspecify", "flyway-core");

    private static final String WEB = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <error-page><location>/open/who</location></error-page>
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>admins</web-resource-name>
                  <url-pattern>/constrained/*</url-pattern>
                </web-resource-collection>
                <auth-constraint><role-name>admin</role-name></auth-constraint>
              </security-constraint>
            </web-app>
            """;

    private static final String BEANS = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="application" transaction-type="JTA">
                <jta-data-source>java:comp/DefaultDataSource</jta-data-source>
                <mapping-file>META-INF/gatehouse-orm.xml</mapping-file>
                <exclude-unlisted-classes>true</exclude-unlisted-classes>
              </persistence-unit>
            </persistence>
            """;

    private EeWar() {}

    /** An application with the mechanism, and all else that the server can do: resources, EJBs, a database. */
    static WebArchive application(String name, String password) {
        return TestServer.current().isFull()
                ? withEngine(name, password)
                        .addPackage(EeResource.class.getPackage())
                        .addAsResource(new StringAsset(PERSISTENCE), "META-INF/persistence.xml")
                : withMechanism(name, password);
    }

    /** An application with the mechanism, and its stores in memory. */
    static WebArchive withMechanism(String name, String password) {
        return withEngine(name, password).addClasses(MemoryStores.class);
    }

    /** An application with a mechanism of its own, although it has an engine. */
    static WebArchive withAnother(String name, String password, Class<?> application) {
        return withMechanism(name, password).addPackage(application.getPackage());
    }

    /** For Tomcat 10.1 outside of Arquillian, with settings in place of an engine. */
    static Path bySettings(String password) throws IOException {
        WebArchive war = TestServer.TOMCAT10
                .complete(base("settings.war", password))
                .addPackage(SettingsApplication.class.getPackage())
                .addClasses(WhoServlet.class, DispatchServlet.class)
                .setWebXML(new StringAsset(WEB));
        Path file = Path.of("target", war.getName());
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    /** An application with files, and an engine of another kind. */
    static WebArchive withOnly(String name, String password, Class<?> engine) {
        return TestServer.current().complete(base(name, password)).addClass(engine);
    }

    private static WebArchive withEngine(String name, String password) {
        return TestServer.current()
                .complete(base(name, password))
                .addClasses(EeEngine.class, WhoServlet.class, DispatchServlet.class, OwnStore.class)
                .setWebXML(new StringAsset(WEB));
    }

    /** Libraries, accounts and files. */
    static WebArchive base(String name, String password) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name);
        WebArchive example = ShrinkWrap.create(ZipImporter.class, "example.war")
                .importFrom(new File(System.getProperty("gatehouse.war")))
                .as(WebArchive.class);
        example.getContent(path ->
                        LIBRARIES.stream().anyMatch(library -> path.get().startsWith("/WEB-INF/lib/" + library)))
                .forEach((path, node) -> war.add(node.getAsset(), path));
        return war.addAsLibrary(ShrinkWrap.createFromZipFile(
                        JavaArchive.class,
                        Path.of(System.getProperty("gatehouse.jakarta-ee")).toFile()))
                .addClasses(EeStores.class)
                .addAsWebInfResource(new StringAsset(BEANS), "beans.xml")
                .addAsResource(new StringAsset(password), EeStores.PASSWORD)
                .addAsWebResource(new StringAsset("for those who are signed in"), "page.txt")
                .addAsWebResource(new StringAsset("for anyone"), "open/page.txt");
    }
}
