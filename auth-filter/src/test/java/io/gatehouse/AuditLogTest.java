package io.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.testkit.TraceLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

class AuditLogTest {
    private static final AuthEvent.Type TYPE = AuthEvent.Type.REFUSED;

    @Test
    void writesNamesAndValuesOfWhatIsThere() {
        assertThat(AuditLog.line(event("/a", "u-1", "no scope", "curl/8")))
                .isEqualTo("event=REFUSED requestId=id at=1970-01-01T00:00:00Z method=GET path=/a client=203.0.113.7"
                        + " subject=u-1 rule=/* code=FORBIDDEN reason=\"no scope\" agent=curl/8");
    }

    @Test
    void nothingFromOutsideEndsALineOrAValueOrForgesAField() {
        String hostile = "a\" event=LOGIN\r\nevent=LOGIN subject=eve\u2028x\u001b[31m\u0085\u202e\\\" ${jndi:x}";
        String line = AuditLog.line(event("/" + hostile, hostile, hostile, hostile));
        assertThat(line.chars()).allMatch(PlainText::isPlain);
        // Outside of quotes stand the names that we write, each once
        String bare = line.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "Q");
        assertThat(bare)
                .isEqualTo("event=REFUSED requestId=id at=1970-01-01T00:00:00Z method=GET path=Q client=203.0.113.7"
                        + " subject=Q rule=/* code=FORBIDDEN reason=Q agent=Q");
    }

    @Test
    void aLineIsShortHoweverLongItsValuesAre() {
        String long10 = "x".repeat(10_000_000);
        assertThat(AuditLog.line(event("/" + long10, long10, long10, long10))).hasSizeLessThan(2_500);
    }

    @Test
    void theAnswerAndTheEventCarryOneId() {
        List<AuthEvent> events = new ArrayList<>();
        AuthEngine engine = AuthEngine.builder().listener(events::add).build();
        RequestBuilder request = RequestBuilder.get("/a").header("X-Request-Id", "chosen-by-the-client");
        for (int i = 0; i < 2; i++) {
            Reply reply = ((Decision.Answer) engine.decide(request.build(), Requirement.anyone())).reply();
            String id = events.get(i).requestId().orElseThrow();
            assertThat(reply.body()).contains("\"requestId\":\"" + id + "\"");
            assertThat(id).matches("[0-9a-z]{19}");
        }
        assertThat(events.get(0).requestId()).isNotEqualTo(events.get(1).requestId());
    }

    @Test
    void failuresCarryAnIdToo() {
        List<AuthEvent> events = new ArrayList<>();
        AuthEngine engine = AuthEngine.builder().listener(events::add).build();
        Reply reply = engine.fail(RequestBuilder.get("/a").build(), new IllegalStateException())
                .reply();
        assertThat(reply.body())
                .contains("\"requestId\":\"" + events.get(0).requestId().orElseThrow() + "\"");
    }

    @Test
    void idsComeOnce() {
        RequestIds ids = new RequestIds(new java.security.SecureRandom());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
        }
    }

    @Nested
    class Bound {
        private final MutableClock clock = MutableClock.create();
        private final AuditLog log = new AuditLog(clock);

        @ParameterizedTest
        @EnumSource(AuthEvent.Type.class)
        void holdsForWhatAnyoneCanCauseAndForNothingElse(AuthEvent.Type type) {
            assertThat(written(Level.INFO, type, 1_000)).isEqualTo(type.byAnyone() ? AuditLog.MAX_LINES : 1_000);
        }

        @Test
        void isSaidWithTheNextEventOfAnotherMinute() {
            assertThat(written(Level.INFO, AuthEvent.Type.REFUSED, 1_000)).isEqualTo(300);
            clock.advance(Duration.ofSeconds(59));
            assertThat(written(Level.INFO, AuthEvent.Type.REFUSED, 10)).isZero();
            clock.advance(Duration.ofSeconds(1));
            try (TraceLog lines = TraceLog.open(Level.INFO)) {
                log.on(of(AuthEvent.Type.REFUSED));
                log.on(of(AuthEvent.Type.REFUSED));
                assertThat(lines.text().lines())
                        .hasSize(3)
                        .first()
                        .asString()
                        .contains("WARN io.gatehouse.audit - event=LEFT_OUT", "reason=\"710 lines beyond 300 a minute");
            }
        }

        @Test
        void isSaidAtTheEndAtTheLatest() {
            AuthEngine engine = AuthEngine.builder().clock(clock).build();
            try (TraceLog lines = TraceLog.open(Level.INFO)) {
                for (int i = 0; i < 303; i++) {
                    Decision refused = engine.decide(RequestBuilder.get("/a").build(), Requirement.anyone());
                    assertThat(refused).isInstanceOf(Decision.Answer.class);
                }
                engine.close();
                engine.close();
                assertThat(lines.text().lines())
                        .hasSize(301)
                        .last()
                        .asString()
                        .contains("event=LEFT_OUT", "reason=\"3 lines");
            }
        }

        @Test
        void isNoneAtDebugLevel() {
            assertThat(written(Level.DEBUG, AuthEvent.Type.REFUSED, 1_000)).isEqualTo(1_000);
        }

        private long written(Level level, AuthEvent.Type type, int times) {
            try (TraceLog lines = TraceLog.open(level)) {
                for (int i = 0; i < times; i++) {
                    log.on(of(type));
                }
                return lines.text()
                        .lines()
                        .filter(it -> it.contains("event=" + type + " "))
                        .count();
            }
        }

        private AuthEvent of(AuthEvent.Type type) {
            return AuthEvent.ofApplication(type, clock.instant(), "a reason");
        }
    }

    private static AuthEvent event(String path, String subject, String reason, String agent) {
        return new AuthEvent(
                TYPE,
                Optional.of("id"),
                Instant.EPOCH,
                "GET",
                path,
                "203.0.113.7",
                Optional.of(agent),
                Optional.of(subject),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("/*"),
                Optional.of("FORBIDDEN"),
                Optional.of(reason));
    }
}
