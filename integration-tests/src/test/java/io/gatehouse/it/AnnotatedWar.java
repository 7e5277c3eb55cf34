package io.gatehouse.it;

import io.gatehouse.it.annotated.Wiring;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.asset.StringAsset;
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

    /** The same on every server. */
    static WebArchive make(String name, String password) {
        WebArchive war = EeWar.base(name, password)
                .addPackage(Wiring.class.getPackage())
                .addAsWebInfResource(new StringAsset(PAYARA), "payara-web.xml");
        TestServer.libraries(Path.of(System.getProperty("gatehouse.jersey"))).forEach(war::addAsLibrary);
        return war;
    }
}
