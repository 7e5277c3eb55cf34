package io.gatehouse.access.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.testkit.SameAnswer;
import io.gatehouse.testserver.RunningServer;
import io.gatehouse.testserver.Setup;
import io.gatehouse.testserver.Surroundings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a Tomcat that has neither JAX-RS nor CDI nor Jakarta Security. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServletAccessTest {
    private static final String APPLICATION = "io.gatehouse.access.servlet.ServletApplication";

    private RunningServer server;

    @BeforeAll
    void start() {
        server = Surroundings.NEITHER_REST_NOR_CDI.start(Setup.of(APPLICATION));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/servlet/admin,401,403,200",
        "HEAD,/servlet/admin,401,403,200",
        "POST,/servlet/admin,401,403,405",
        "OPTIONS,/servlet/admin,401,403,200",
        "PUT,/servlet/admin,200,200,200",
        "GET,/servlet/methods,401,200,200",
        "HEAD,/servlet/methods/deeper,401,200,200",
        "POST,/servlet/methods,401,403,200",
        "GET,/servlet/service,401,200,200",
        "DELETE,/servlet/service,401,200,200",
        "GET,/servlet/generic,401,403,200",
        "PUT,/servlet/generic,401,403,200",
        "GET,/servlet/forwarding,401,403,200",
        "GET,/servlet/writing,401,403,200",
    })
    void asksTheServletsAnnotations(String method, String path, int anonymous, int ada, int grace) throws Exception {
        assertThat(server.send(method, path).statusCode()).isEqualTo(anonymous);
        assertThat(server.send(method, path, "X-Token", "ada").statusCode()).isEqualTo(ada);
        assertThat(server.send(method, path, "X-Token", "grace").statusCode()).isEqualTo(grace);
    }

    @Test
    void answersAsTheEngineDoes() throws Exception {
        var annotated = server.send("GET", "/servlet/admin");
        var ruled = server.send("GET", "/ruled/admin");
        assertThat(SameAnswer.of(annotated.body()))
                .isEqualTo(SameAnswer.of(ruled.body()))
                .contains("CREDENTIALS_MISSING");
        assertThat(annotated.headers().allValues("WWW-Authenticate"))
                .isEqualTo(ruled.headers().allValues("WWW-Authenticate"))
                .isNotEmpty();
        assertThat(annotated.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void stopsTheStartOnAContradiction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Surroundings.NEITHER_REST_NOR_CDI.start(Setup.of(APPLICATION + "$Contradicting")));
    }
}
