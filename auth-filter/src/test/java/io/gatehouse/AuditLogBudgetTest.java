package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditLogBudgetTest {
    private final MutableClock clock = MutableClock.create();
    private final AuditLog log = new AuditLog(clock);

    @ParameterizedTest
    @EnumSource(names = {"LOGIN_FAILED", "THROTTLED", "FAILED"})
    void refusalsHideNothingElse(AuthEvent.Type type) {
        assertThat(lines(AuthEvent.Type.REFUSED, 10_000).filter(it -> it.contains("event=REFUSED")))
                .hasSize(AuditLog.MAX_LINES);
        assertThat(lines(type, 10_000).filter(it -> it.contains("event=" + type)))
                .hasSize(AuditLog.MAX_LINES);
    }

    @Test
    void whatIsLeftOutIsToldOfEachType() {
        assertThat(lines(AuthEvent.Type.REFUSED, 310)).hasSize(300);
        assertThat(lines(AuthEvent.Type.LOGIN_FAILED, 305)).hasSize(300);
        clock.advance(Duration.ofMinutes(1));
        assertThat(lines(AuthEvent.Type.REFUSED, 1).filter(it -> it.contains("event=LEFT_OUT")))
                .hasSize(2)
                .anyMatch(it -> it.contains("10 lines beyond 300 a minute of REFUSED"))
                .anyMatch(it -> it.contains("5 lines beyond 300 a minute of LOGIN_FAILED"));
    }

    private Stream<String> lines(AuthEvent.Type type, int times) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < times; i++) {
                log.on(AuthEvent.ofApplication(type, clock.instant(), "a reason"));
            }
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8).lines().filter(it -> it.contains("event="));
    }
}
