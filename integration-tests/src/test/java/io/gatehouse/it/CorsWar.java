package io.gatehouse.it;

import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs an application without code: two files, and settings that let pages of one other origin read and act. */
final class CorsWar {
    /** The variable that holds Ada's password. */
    static final String PASSWORD = "ADA_PASSWORD";

    private static final String SETTINGS = """
            gatehouse.login.enabled = true
            gatehouse.sessions.enabled = true
            gatehouse.insecure-http = localhost
            gatehouse.store = memory
            gatehouse.accounts.ada.email = ada@example.com
            gatehouse.accounts.ada.password = env:ADA_PASSWORD
            gatehouse.rules.page = /open/* = open
            gatehouse.allow-origins = FRIEND
            gatehouse.cors.origins = FRIEND
            gatehouse.cors.allow-credentials = true
            """;

    private CorsWar() {}

    static Path write(String friend) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "cors.war");
        WebArchive example = ShrinkWrap.create(ZipImporter.class, "example.war")
                .importFrom(new File(System.getProperty("gatehouse.war")))
                .as(WebArchive.class);
        example.getContent(path -> path.get().startsWith("/WEB-INF/lib/")
                        && !path.get().contains("/flyway")
                        && !path.get().contains("/auth-jpa-store"))
                .forEach((path, node) -> war.add(node.getAsset(), path));
        war.addAsWebInfResource(new StringAsset(SETTINGS.replace("FRIEND", friend)), "gatehouse.properties")
                .addAsWebResource(new StringAsset("for those who are signed in"), "secret.txt")
                .addAsWebResource(new StringAsset("for anyone"), "open/page.txt");
        Path file = Path.of("target", "cors.war").toAbsolutePath();
        war.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}
