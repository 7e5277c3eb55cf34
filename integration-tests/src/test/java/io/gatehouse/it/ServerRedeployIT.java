package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.ee.WitnessedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application that ends closes its engine, and can be deployed again. */
@OnServer
final class ServerRedeployIT {
    private static final String APPLICATION = "redeployed";
    private static final Secrets SECRETS = new Secrets();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = APPLICATION, managed = false, testable = false)
    static WebArchive application() {
        return EeWar.withOnly(APPLICATION + ".war", SECRETS.generate(), WitnessedEngine.class)
                .addClass("io.gatehouse.it.ee.Witness")
                .addAsResource(new StringAsset(trace().toString()), WitnessedEngine.TRACE);
    }

    @Test
    void closesTheEngineAndStartsAnother() throws IOException {
        Files.deleteIfExists(trace());
        for (int i = 0; i < 2; i++) {
            deployer.deploy(APPLICATION);
            Client client =
                    new Client("http://localhost:" + System.getProperty("server.http") + "/" + APPLICATION, SECRETS);
            client.get("/page.txt").isProblem(401, "CREDENTIALS_MISSING");
            client.get("/open/page.txt").is(200);
            assertThat(trace()).doesNotExist();
            deployer.undeploy(APPLICATION);
            assertThat(trace()).exists();
            Files.delete(trace());
        }
    }

    private static Path trace() {
        return Path.of("target", "closed").toAbsolutePath();
    }
}
