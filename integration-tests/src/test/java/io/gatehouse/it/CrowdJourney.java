package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.it.Client.Tokens;
import io.gatehouse.testkit.Race;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many at once. */
interface CrowdJourney extends Journey {
    int CROWD = 50;

    @Test
    default void givesManyTabsTheSameSuccessor() throws IOException {
        String refreshToken = login(ADA).refresh();
        List<Answer> answers = Race.run(() -> client().refresh(refreshToken));
        assertThat(answers).allSatisfy(answer -> answer.is(200));
        assertThat(answers.stream().map(answer -> Tokens.in(answer).refresh()).distinct())
                .hasSize(1);
        Tokens any = Tokens.in(answers.get(0));
        client().get("/api/profile", any.bearer()).is(200);
        client().refresh(any.refresh()).is(200);
    }

    @Test
    default void rotatesAKeyForOneOfManyOnly() throws IOException {
        Tokens ada = login(ADA);
        String id = client().postJson("/api/apikeys", Map.of("name", "raced"), ada.bearer())
                .is(201)
                .text("id");
        List<Answer> answers = Race.run(() -> client().post("/api/apikeys/" + id + "/rotate", ada.bearer()));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> answer.isProblem(404, "NOT_FOUND"));
    }

    @Test
    default void standsAFloodOfWrongLogins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CROWD);
        try {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                String email = "flood" + i + "@example.com";
                running.add(threads.submit(() -> client().tryLogin(email, "a wrong password")));
            }
            // while they wait for their hashes, everybody else is served
            client().get("/api/public/ping").is(200);
            client().get("/api/profile").isProblem(401, "CREDENTIALS_MISSING");
            for (Future<Answer> future : running) {
                Answer answer = future.get();
                if (answer.status() == 503) {
                    answer.isProblem(503, "UNAVAILABLE").saysWhenToRetry(60);
                } else {
                    answer.isProblem(401, "LOGIN_FAILED");
                }
            }
        } finally {
            threads.shutdownNow();
        }
        client().get("/api/profile", login(ADA).bearer()).is(200);
    }
}
