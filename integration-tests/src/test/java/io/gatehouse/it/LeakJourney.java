package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Comes last: what all the others have left behind. */
interface LeakJourney extends Journey {
    int LAST = Integer.MAX_VALUE;

    @Test
    @Order(LAST)
    default void logsNoSecret() throws IOException {
        client().get("/api/data", "X-API-Key", "nonsense").is(401);
        client().tryLogin("nobody@example.com", "a wrong password").is(401);
        // the log is written by a thread of its own: when it has this line, it has all that came before
        tomcat().awaitThat(
                        "refusals are logged",
                        () -> tomcat().logs().values().stream().anyMatch(log -> log.contains("LOGIN_FAILED")));
        assertThat(tomcat().secrets().traces()).hasSizeGreaterThan(50);
        Map<Path, String> logs = tomcat().logs();
        assertThat(logs.values()).anySatisfy(log -> assertThat(log).contains("POST", "/api/auth/login"));
        List<Path> leaking = logs.entrySet().stream()
                .filter(log -> tomcat().secrets().traces().stream().anyMatch(log.getValue()::contains))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(leaking).as("files with secrets in them").isEmpty();
        assertThat(logs.values()).noneSatisfy(log -> assertThat(log).contains("shown this once"));
    }
}
