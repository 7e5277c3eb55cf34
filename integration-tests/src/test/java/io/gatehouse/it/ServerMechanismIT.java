package io.gatehouse.it;

import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The mechanism on each server; where it has resources, EJBs and a database, these know the caller too. */
@OnServer
final class ServerMechanismIT implements MechanismJourney, FullServerJourney {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive application() {
        return EeWar.application("mechanism.war", PASSWORD);
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
