package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The WAR beside itself, replaced and removed while the server runs: native code and threads must let go. */
interface RedeployJourney extends Journey {
    String SECOND = "/second";
    Pattern DEPLOYED = Pattern.compile("Deployment of web application archive \\[[^]]*second\\.war] has finished");
    /** WebappClassLoaderBase's complaints; JNA's thread lives as long as its classes do, and is no thread of the library's. */
    Pattern LEFT_BEHIND =
            Pattern.compile("The web application \\[second] ((?:appears to have|created|registered) [^]]*])");

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
        tomcat().awaitThat("the new one has taken over", () -> timesDeployed() == 2);
        tomcat().awaitDeployed(SECOND);
        // its data is what the old one kept
        second.get("/api/profile", before.bearer()).is(200);
        second.refresh(before.refresh()).is(200);
        second.get("/api/profile", second.login(GRACE, tomcat().password()).bearer())
                .is(200);

        tomcat().undeploy(SECOND);
        assertThat(second.get("/api/public/ping").status()).isNotEqualTo(200);
        login(ADA);
        // the one that is known, and no other; were it missing, this would search for the wrong words
        assertThat(leftovers()).containsExactly("appears to have started a thread named [JNA Cleaner]");
    }

    private long timesDeployed() throws IOException {
        return tomcat().logs().values().stream()
                .mapToLong(log -> DEPLOYED.matcher(log).results().count())
                .max()
                .orElse(0);
    }

    /** What Tomcat says that an application has left behind. */
    private List<String> leftovers() throws IOException {
        return tomcat().logs().values().stream()
                .flatMap(log -> LEFT_BEHIND.matcher(log).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
