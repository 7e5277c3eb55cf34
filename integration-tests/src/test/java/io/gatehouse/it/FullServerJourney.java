package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an application with the mechanism can do besides on a server with all of Jakarta EE. */
interface FullServerJourney {
    Client client();

    String password();

    private String[] bearer(String email) throws IOException {
        return client().login(email, password()).bearer();
    }

    @Test
    @Tag("full-server")
    default void resourcesKnowTheCaller() throws IOException {
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
    @Tag("full-server")
    default void ejbsKnowTheCaller() throws IOException {
        assertThat(client().get("/rest/ejb", bearer(Journey.GRACE)).is(200).body())
                .isEqualTo("grace true");
        assertThat(client().get("/rest/ejb", bearer(Journey.ADA)).is(200).body())
                .isEqualTo("refused to ada");
    }

    /** A logout must not come back because something else in the caller's transaction failed. */
    @Test
    @Tag("full-server")
    default void changesAreNoPartOfTheCallersTransaction() throws IOException {
        client().post("/open/rolled-back").is(200);
        Tokens tokens = client().login(Journey.ADA, password());
        assertThat(client().post("/open/rolled-back").is(200).body()).isEqualTo("{\"ended\":1,\"left\":0}");
        client().refresh(tokens.refresh()).isProblem(401, "REFRESH_TOKEN_INVALID");
    }
}
