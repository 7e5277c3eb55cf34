package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.ee.basic.BasicApplication;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that has defined a mechanism of its own keeps it, and signs in the library's accounts with it. */
@OnServer
@Tag("full-server")
final class ServerBasicIT {
    private static final Secrets SECRETS = new Secrets();
    private static final String PASSWORD = SECRETS.generate();

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive application() {
        return EeWar.withAnother("basic.war", PASSWORD, BasicApplication.class);
    }

    @Test
    void asksForBasicWhereTheContainerHasAConstraint() throws IOException {
        Answer answer = client().get("/constrained/who").is(401);
        assertThat(answer.challenges()).singleElement().asString().startsWith("Basic realm=");
    }

    @Test
    void signsInWithAnAccountOfTheLibrary() throws IOException {
        Answer answer =
                client().get("/constrained/who", basic(Journey.GRACE, PASSWORD)).is(200);
        assertThat(answer.json())
                .containsEntry("user", "grace")
                .containsEntry("context", "grace")
                .containsEntry("contextAdmin", true)
                .containsEntry("identity", "null");
        client().get("/constrained/who", basic(Journey.ADA, PASSWORD)).is(403);
        client().get("/constrained/who", basic(Journey.GRACE, "wrong")).is(401);
    }

    @Test
    void signsInWithAnAccountOfItsOwnStore() throws IOException {
        assertThat(client().get("/constrained/who", basic("guest", PASSWORD))
                        .is(200)
                        .text("user"))
                .isEqualTo("guest");
        client().get("/constrained/who", basic("guest", "wrong")).is(401);
    }

    /** By {@code @DatabaseIdentityStoreDefinition}, with the library's hash. */
    @Test
    void signsInWithAnAccountOfItsOwnTable() throws IOException {
        assertThat(client().get("/constrained/who", basic("dora", PASSWORD))
                        .is(200)
                        .text("user"))
                .isEqualTo("dora");
        client().get("/constrained/who", basic("dora", "wrong")).is(401);
    }

    /** The engine is there, but nobody asks it. */
    @Test
    void knowsNoRulesOfTheEngine() throws IOException {
        client().get("/who").is(200);
        assertThat(client().tryLogin(Journey.ADA, PASSWORD).status()).isIn(404, 405);
    }

    private Client client() {
        return Client.of(url, SECRETS);
    }

    private static String[] basic(String login, String password) {
        byte[] text = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(text)};
    }
}
