package io.gatehouse.it;

import io.gatehouse.it.ee.EeStores;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs the applications of {@code io.gatehouse.it.ee}, with the example's libraries but for what needs a database. */
final class EeWar {
    private static final List<String> LIBRARIES =
            List.of("auth-filter", "jose4j", "argon2", "jna", "caffeine", "slf4j", "jspecify");

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

    /** Where Soteria looks for CDI. */
    private static final String CONTEXT = """
            <Context>
              <Resource name="BeanManager" auth="Container" type="jakarta.enterprise.inject.spi.BeanManager"
                  factory="org.jboss.weld.resources.ManagerObjectFactory"/>
            </Context>
            """;

    private EeWar() {}

    /** An application with the mechanism. */
    static WebArchive withMechanism(String name, String password) {
        return base(name, password)
                .addClasses(
                        io.gatehouse.it.ee.EeEngine.class,
                        io.gatehouse.it.ee.WhoServlet.class,
                        io.gatehouse.it.ee.DispatchServlet.class)
                .setWebXML(new StringAsset(WEB));
    }

    /** The same for Tomcat, with an implementation of Jakarta Security in it. */
    static Path forTomcat(String password) throws IOException {
        return onTomcat(withMechanism("soteria.war", password));
    }

    /** For Tomcat too, with settings in place of an engine. */
    static Path forTomcatBySettings(String password) throws IOException {
        return onTomcat(base("settings.war", password)
                .addPackage(io.gatehouse.it.ee.settings.SettingsApplication.class.getPackage())
                .addClasses(io.gatehouse.it.ee.WhoServlet.class, io.gatehouse.it.ee.DispatchServlet.class)
                .setWebXML(new StringAsset(WEB)));
    }

    private static Path onTomcat(WebArchive war) throws IOException {
        war.addPackage(io.gatehouse.it.ee.tomcat.SoteriaListener.class.getPackage())
                .addAsManifestResource(new StringAsset(CONTEXT), "context.xml");
        try (Stream<Path> libraries = Files.list(Path.of(System.getProperty("gatehouse.soteria")))) {
            libraries.forEach(library -> war.addAsLibrary(library.toFile()));
        }
        Path file = Path.of("target", war.getName());
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    /** An application with BASIC over the library's accounts, although it has an engine. */
    static WebArchive withBasic(String name, String password) {
        return base(name, password)
                .addPackage(io.gatehouse.it.ee.basic.BasicApplication.class.getPackage())
                .addClasses(io.gatehouse.it.ee.EeEngine.class, io.gatehouse.it.ee.WhoServlet.class)
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
