package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mechanism with the engine of settings, which stand in an annotation, on Tomcat 10.1 with Soteria and Weld in the WAR. */
final class SettingsMechanismIT {
    @RegisterExtension
    static final StockTomcat TOMCAT = new StockTomcat("tomcat10", "/settings", "/open/page.txt", EeWar::bySettings);

    private static String[] login(String email) throws IOException {
        Answer in = TOMCAT.client()
                .postJson(
                        "/api/auth/session",
                        Map.of("email", email, "password", TOMCAT.password()),
                        "Sec-Fetch-Site",
                        "same-origin")
                .is(200);
        String set = in.values("Set-Cookie").get(0);
        return new String[] {"Cookie", set.substring(0, set.indexOf(';')), "Sec-Fetch-Site", "same-origin"};
    }

    @Test
    void theContainerKnowsTheCallerOfSettings() throws IOException {
        TOMCAT.client().get("/who").isProblem(401, "CREDENTIALS_MISSING");
        assertThat(TOMCAT.client().get("/open/who").is(200).json())
                .containsEntry("user", "null")
                .containsEntry("context", "null");
        String[] grace = login(Journey.GRACE);
        for (String path : new String[] {"/who", "/admin/who", "/constrained/who"}) {
            assertThat(TOMCAT.client().get(path, grace).is(200).json())
                    .as(path)
                    .containsEntry("context", "grace")
                    .containsEntry("contextAdmin", true)
                    .containsEntry("principal", "grace")
                    .containsEntry("identity", "grace")
                    .containsEntry("authType", "session");
        }
    }

    @Test
    void rulesAndConstraintsRefuse() throws IOException {
        String[] ada = login(Journey.ADA);
        TOMCAT.client().get("/admin/who", ada).isProblem(403, "FORBIDDEN");
        TOMCAT.client().get("/constrained/who", ada).is(403);
        TOMCAT.client().get("/open/%2e%2e/who", ada).is(400);
        TOMCAT.client().post("/api/auth/logout", ada).is(204);
        TOMCAT.client().get("/who", ada).isProblem(401, "SESSION_EXPIRED");
    }

    @Test
    void everyDispatchKnowsTheCaller() throws IOException {
        String[] ada = login(Journey.ADA);
        for (String dispatch : new String[] {"forward", "include", "async", "error"}) {
            assertThat(TOMCAT.client().get("/open/dispatch/" + dispatch, ada).json())
                    .as(dispatch)
                    .containsEntry("user", "ada")
                    .containsEntry("identity", "ada");
        }
    }
}
