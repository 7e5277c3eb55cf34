package io.gatehouse.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Packs the application of {@code io.gatehouse.it.payara}, with the example's libraries but for what the server has itself. */
final class JtaWar {
    private static final List<String> THE_SERVERS_OWN = List.of("org.eclipse.persistence", "jakarta.persistence");

    private static final String PERSISTENCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="application" transaction-type="JTA">
                <jta-data-source>java:app/jdbc/application</jta-data-source>
                <mapping-file>META-INF/gatehouse-orm.xml</mapping-file>
                <exclude-unlisted-classes>true</exclude-unlisted-classes>
              </persistence-unit>
            </persistence>
            """;

    private static final String WEB = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <data-source>
                <name>java:app/jdbc/application</name>
                <class-name>org.postgresql.ds.PGSimpleDataSource</class-name>
                <url>%s</url>
              </data-source>
            </web-app>
            """;

    private JtaWar() {}

    static Path write(Path war, String databaseUrl) throws IOException {
        try (OutputStream file = Files.newOutputStream(war);
                ZipOutputStream out = new ZipOutputStream(file)) {
            add(out, "WEB-INF/web.xml", WEB.formatted(databaseUrl.replace("&", "&amp;")));
            add(out, "WEB-INF/classes/META-INF/persistence.xml", PERSISTENCE);
            addClasses(out);
            addLibraries(out);
        }
        return war;
    }

    private static void addClasses(ZipOutputStream out) throws IOException {
        Path classes = Path.of("target", "test-classes", "io", "gatehouse", "it", "payara");
        try (var files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                out.putNextEntry(new ZipEntry("WEB-INF/classes/io/gatehouse/it/payara/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static void addLibraries(ZipOutputStream out) throws IOException {
        try (ZipFile example = new ZipFile(System.getProperty("gatehouse.war"))) {
            for (ZipEntry entry : example.stream().toList()) {
                String name = entry.getName();
                if (name.startsWith("WEB-INF/lib/")
                        && THE_SERVERS_OWN.stream().noneMatch(own -> name.startsWith("WEB-INF/lib/" + own))) {
                    out.putNextEntry(new ZipEntry(name));
                    example.getInputStream(entry).transferTo(out);
                    out.closeEntry();
                }
            }
        }
    }

    private static void add(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }
}
