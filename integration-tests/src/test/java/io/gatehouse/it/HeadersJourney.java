package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Headers that tell browsers to be careful, on whatever answers. */
interface HeadersJourney extends Journey {
    @Test
    default void everyAnswerTellsBrowsersToBeCareful() throws IOException {
        String[] bearer = login(ADA).bearer();
        List<Answer> answers = List.of(
                client().get("/api/public/ping"),
                client().get("/api/public/missing"),
                client().get("/account/account.css"),
                client().get("/account/index.html", "If-None-Match", "*"),
                client().get("/account"),
                client().get("/api/profile", bearer),
                client().get("/api/profile"),
                client().get("/api/profile", "Accept", "text/html"),
                client().get("/api/admin", bearer),
                client().get("/api/nowhere", bearer),
                client().send("DELETE", "/api/profile", bearer),
                client().get("/api/public/%2e%2e/x"),
                client().get("/api/auth/me", bearer),
                client().get("/.well-known/jwks.json"),
                client().tryLogin("nobody@example.com", "a wrong password"),
                client().postText("/api/auth/login", "text/plain", "x"),
                client().post("/api/auth/logout", bearer));
        for (Answer answer : answers) {
            assertThat(Map.of(
                            "X-Content-Type-Options", answer.values("X-Content-Type-Options"),
                            "X-Frame-Options", answer.values("X-Frame-Options"),
                            "X-XSS-Protection", answer.values("X-XSS-Protection")))
                    .as("%s answered %s", answer.request(), answer.status())
                    .isEqualTo(Map.of(
                            "X-Content-Type-Options", List.of("nosniff"),
                            "X-Frame-Options", List.of("DENY"),
                            "X-XSS-Protection", List.of("0")));
            assertThat(answer.values("Referrer-Policy"))
                    .as("%s answered %s", answer.request(), answer.status())
                    .hasSize(1);
        }
        assertThat(answers.stream().map(Answer::status).distinct().count()).isGreaterThan(7);
    }

    @Test
    default void thePagesOwnPolicyStays() throws IOException {
        Answer page = client().get("/account/").is(200);
        assertThat(page.values("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(page.values("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self'");
    }
}
