package io.gatehouse.it;

import io.gatehouse.it.annotated.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs the application of {@code io.gatehouse.it.annotated}, with Jersey for servers that have no JAX-RS; others use their own. */
final class AnnotatedWar {
    /** The filter and the annotations decide: Payara would ask its own mechanism, of which the application has none. */
    private static final String PAYARA = """
            <payara-web-app>
              <jaxrs-roles-allowed-enabled>false</jaxrs-roles-allowed-enabled>
            </payara-web-app>
            """;

    private AnnotatedWar() {}

    static Path write(String name, String password) throws IOException {
        WebArchive war = EeWar.base(name + ".war", password)
                .addPackage(Wiring.class.getPackage())
                .addAsWebInfResource(new StringAsset(PAYARA), "payara-web.xml");
        try (Stream<Path> libraries = Files.list(Path.of(System.getProperty("gatehouse.jersey")))) {
            libraries.forEach(library -> war.addAsLibrary(library.toFile()));
        }
        Path file = Path.of("target", name + ".war").toAbsolutePath();
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}
