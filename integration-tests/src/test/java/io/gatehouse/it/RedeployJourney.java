package io.gatehouse.it;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The WAR beside itself, replaced and removed while the server runs: native code and threads must let go. */
interface RedeployJourney extends Journey {
    String SECOND = "/second";

    @Test
    default void worksAfterItWasReplaced() throws IOException {
        tomcat().deploy(SECOND);
        tomcat().awaitDeployed(SECOND);
        Client second = tomcat().clientOf(SECOND);
        Tokens before = second.login(ADA, tomcat().password());
        second.get("/api/profile", before.bearer()).is(200);
        // another application has other keys
        client().get("/api/profile", before.bearer()).isProblem(401, "TOKEN_INVALID");

        tomcat().deploy(SECOND);
        tomcat().awaitThat(
                        "the new one has taken over",
                        () -> second.get("/api/profile", before.bearer()).status() == 401);
        tomcat().awaitDeployed(SECOND);
        second.get("/api/profile", second.login(GRACE, tomcat().password()).bearer())
                .is(200);

        tomcat().undeploy(SECOND);
        tomcat().awaitThat("it is gone", () -> second.get("/api/public/ping").status() != 200);
        login(ADA);
    }
}
