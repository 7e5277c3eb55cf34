package io.gatehouse.it;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** One WAR of annotated resources, unchanged on each server. */
@OnServer
final class ServerAnnotatedIT implements AnnotatedJourney {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive application() {
        return AnnotatedWar.make("annotated.war", PASSWORD);
    }

    @Override
    public Client client() {
        return Client.of(url, SECRETS);
    }

    @Override
    public String password() {
        return PASSWORD;
    }
}
