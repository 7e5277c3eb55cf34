package io.gatehouse.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The servers that Arquillian starts, and what an application needs on each. */
enum TestServer {
    PAYARA(true),
    TOMCAT10(false),
    TOMCAT11(false);

    /** Where Soteria looks for CDI. */
    private static final String CONTEXT = """
            <Context>
              <Resource name="BeanManager" auth="Container" type="jakarta.enterprise.inject.spi.BeanManager"
                  factory="org.jboss.weld.resources.ManagerObjectFactory"/>
            </Context>
            """;

    private final boolean full;

    TestServer(boolean full) {
        this.full = full;
    }

    /** The server of this run. */
    static TestServer current() {
        return valueOf(name(System.getProperty("gatehouse.server")));
    }

    /** Whether it has all of Jakarta EE. */
    boolean isFull() {
        return full;
    }

    /** Makes it ready to start, and tells Arquillian where it is, on ports that are free now. */
    void prepare() {
        String name = name().toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("gatehouse." + name));
        try {
            if (full) {
                PayaraHome.prepare(home);
            } else {
                TomcatHome.prepare(home, Path.of("target", "arquillian-" + name).toAbsolutePath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an implementation of Jakarta Security where the server has none. */
    WebArchive complete(WebArchive war) {
        if (full) {
            return war;
        }
        libraries(Path.of(System.getProperty("gatehouse.soteria"), name().toLowerCase(Locale.ROOT)))
                .forEach(war::addAsLibrary);
        return war.addPackage(io.gatehouse.it.ee.tomcat.SoteriaListener.class.getPackage())
                .addAsManifestResource(new StringAsset(CONTEXT), "context.xml");
    }

    /** The jars of a folder. */
    static List<File> libraries(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(String property) {
        return property.toUpperCase(Locale.ROOT);
    }
}
