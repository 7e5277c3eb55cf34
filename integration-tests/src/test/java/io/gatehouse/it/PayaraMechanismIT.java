package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.ee.full.AdminBean;
import io.gatehouse.it.ee.full.EeApi;
import io.gatehouse.it.ee.full.EeResource;
import java.io.IOException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mechanism on Payara, with resources and EJBs. */
@ExtendWith(ArquillianExtension.class)
final class PayaraMechanismIT implements MechanismJourney {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive application() {
        return EeWar.withMechanism("mechanism.war", PASSWORD)
                .addClasses(EeApi.class, EeResource.class, AdminBean.class);
    }

    @Override
    public Client client() {
        return new Client(url.toString().replaceAll("/$", ""), SECRETS);
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Test
    void resourcesKnowTheCaller() throws IOException {
        client().get("/rest/who").isProblem(401, "CREDENTIALS_MISSING");
        assertThat(client().get("/rest/who", bearer(Journey.GRACE)).is(200).body())
                .isEqualTo("grace true grace");
        assertThat(client().get("/rest/open/anyone").is(200).body()).isEqualTo("null false null");
        assertThat(client().get("/rest/open/anyone", bearer(Journey.ADA))
                        .is(200)
                        .body())
                .isEqualTo("ada false ada");
        client().get("/rest/admin", bearer(Journey.ADA)).is(403);
        assertThat(client().get("/rest/admin", bearer(Journey.GRACE)).is(200).body())
                .isEqualTo("grace true grace");
    }

    @Test
    void ejbsKnowTheCaller() throws IOException {
        assertThat(client().get("/rest/ejb", bearer(Journey.GRACE)).is(200).body())
                .isEqualTo("grace true");
        assertThat(client().get("/rest/ejb", bearer(Journey.ADA)).is(200).body())
                .isEqualTo("refused to ada");
    }

    private String[] bearer(String email) throws IOException {
        return client().login(email, PASSWORD).bearer();
    }
}
