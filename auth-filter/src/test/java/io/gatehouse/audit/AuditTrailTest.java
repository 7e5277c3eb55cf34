package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthEvent;
import io.gatehouse.testkit.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final MutableClock clock = MutableClock.create();
    private final FakeAuditStore store = new FakeAuditStore();
    private final AuditTrail trail = trail();

    private AuditTrail trail() {
        return AuditTrail.of(store, clock).withKey(KEY).withExecutor(Scheduled.never());
    }

    @Nested
    class Keeps {
        @Test
        void whatHappenedToAnAccount() {
            happens(AuthEvent.Type.LOGIN, "ada");
            happens(AuthEvent.Type.API_KEY_CREATED, "ada");
            happens(AuthEvent.Type.LOGIN, "grace");
            assertThat(types("ada")).containsExactly("API_KEY_CREATED", "LOGIN");
            assertThat(trail.ofAccount("ada", Long.MAX_VALUE, 1).get(0).entry().credentialId())
                    .isEqualTo("credential");
        }

        @Test
        void neitherRefusalsOfNobodyNorThoseOfForeignSubjects() {
            trail.on(event(AuthEvent.Type.REFUSED, Optional.empty(), Optional.empty()));
            trail.on(event(AuthEvent.Type.REFUSED, Optional.of("ada"), Optional.of("https://issuer.example")));
            trail.on(event(AuthEvent.Type.FAILED, Optional.of("ada"), Optional.empty()));
            assertThat(trail.flush()).isTrue();
            assertThat(store.ends().head()).isEqualTo(AuditMark.START);
        }

        @Test
        void aBoundedNumberOfWhatAnyoneCanCauseAndHowManyMoreThereWere() {
            for (int i = 0; i < 1_000; i++) {
                trail.on(event(AuthEvent.Type.LOGIN_FAILED, Optional.of("ada"), Optional.empty()));
            }
            happens(AuthEvent.Type.PASSWORD_CHANGED, "ada");
            assertThat(store.ends().head().sequence()).isEqualTo(AuditRate.ANYONE_EACH + 1);
            clock.advance(Duration.ofMinutes(2));
            happens(AuthEvent.Type.LOGIN, "ada");
            assertThat(types("")).containsExactly("LEFT_OUT");
            assertThat(reason()).startsWith("980 events");
        }

        @Test
        void aBoundedNumberOfEachAccount() {
            for (int i = 0; i < 1_000; i++) {
                trail.on(event(AuthEvent.Type.API_KEY_CREATED, Optional.of("eve"), Optional.empty()));
            }
            happens(AuthEvent.Type.LOGIN, "ada");
            trail.close();
            assertThat(types("ada")).containsExactly("LOGIN");
            assertThat(store.ends().head().sequence()).isEqualTo(AuditRate.ACCOUNT_EACH + 2);
            assertThat(reason()).startsWith("940 events");
        }

        @Test
        void rowsForAYearAndTheCheckStillPasses() {
            happens(AuthEvent.Type.LOGIN, "ada");
            clock.advance(Duration.ofDays(200));
            happens(AuthEvent.Type.LOGIN, "grace");
            clock.advance(Duration.ofDays(200));
            happens(AuthEvent.Type.LOGIN, "grace");
            assertThat(types("ada")).isEmpty();
            assertThat(store.ends().anchor().sequence()).isEqualTo(1);
            assertThat(trail.verify(Optional.empty())).isInstanceOf(AuditVerdict.Intact.class);
        }
    }

    @Nested
    class WhileTheStoreIsDown {
        @Test
        void eventsWait() {
            store.down = true;
            trail.on(event(AuthEvent.Type.LOGIN, Optional.of("ada"), Optional.empty()));
            assertThat(trail.flush()).isFalse();
            store.down = false;
            assertThat(trail.flush()).isTrue();
            assertThat(types("ada")).containsExactly("LOGIN");
        }

        @Test
        void whatIsLostIsCountedInARow() {
            store.down = true;
            for (int i = 0; i < AuditWriter.MAX_WAITING + 5; i++) {
                trail.on(event(AuthEvent.Type.PASSWORD_CHANGED, Optional.of("ada"), Optional.empty()));
            }
            assertThat(trail.flush()).isFalse();
            store.down = false;
            assertThat(trail.flush()).isTrue();
            assertThat(reason()).startsWith("5 events were lost");
            assertThat(store.ends().head().sequence()).isEqualTo(AuditWriter.MAX_WAITING + 1);
        }

        @Test
        void nothingIsWrittenTwiceThoughTheAnswerWasLost() {
            store.losesAnswers = true;
            trail.on(event(AuthEvent.Type.LOGIN, Optional.of("ada"), Optional.empty()));
            assertThat(trail.flush()).isFalse();
            happens(AuthEvent.Type.LOGOUT, "ada");
            assertThat(types("ada")).containsExactly("LOGOUT", "LOGIN");
        }
    }

    @Nested
    class Check {
        @Test
        void passesWhatWasOnlyAddedTo() {
            three();
            AuditMark mark = trail.mark();
            happens(AuthEvent.Type.LOGIN, "ada");
            assertThat(trail.verify(Optional.of(mark)))
                    .isEqualTo(new AuditVerdict.Intact(AuditMark.START, trail.mark()));
        }

        @Test
        void findsARemovedRow() {
            three();
            store.tamper(rows -> without(rows, 1));
            assertThat(trail.verify(Optional.empty())).isEqualTo(new AuditVerdict.Broken(2, "row 2 is missing"));
        }

        @Test
        void findsAChangedRow() {
            three();
            store.tamper(rows -> {
                rows.set(1, changed(rows.get(1)));
                return rows;
            });
            assertThat(trail.verify(Optional.empty())).isInstanceOfSatisfying(AuditVerdict.Broken.class, broken -> {
                assertThat(broken.sequence()).isEqualTo(2);
                assertThat(broken.reason()).contains("was changed");
            });
        }

        @Test
        void findsRowsThatChangedPlaces() {
            three();
            store.tamper(rows -> {
                AuditRecord first = rows.get(0);
                AuditRecord second = rows.get(1);
                rows.set(0, new AuditRecord(1, second.entry(), first.previous(), first.hash()));
                rows.set(1, new AuditRecord(2, first.entry(), second.previous(), second.hash()));
                return rows;
            });
            assertThat(trail.verify(Optional.empty())).isInstanceOf(AuditVerdict.Broken.class);
        }

        @Test
        void findsThatTheNewestRowIsGone() {
            three();
            store.tamper(rows -> without(rows, 2));
            assertThat(trail.verify(Optional.empty())).isInstanceOf(AuditVerdict.Broken.class);
        }

        @Test
        void findsByAMarkThatWasKeptThatTheNewestRowAndTheHeadAreGone() {
            three();
            AuditMark mark = trail.mark();
            AuditRecord second = store.after(1, 1).get(0);
            store.tamper(rows -> without(rows, 2));
            store.tamperEnds(ends -> new AuditStore.Ends(ends.anchor(), second.mark()));
            assertThat(trail.verify(Optional.of(mark))).isInstanceOf(AuditVerdict.Broken.class);
        }

        @Test
        void findsAWholeChainThatWasMadeAnewWithoutTheKey() {
            three();
            List<AuditEntry> entries =
                    store.after(0, 10).stream().map(AuditRecord::entry).toList();
            List<AuditRecord> forged = AuditChain.unkeyed().continued(AuditMark.START, entries);
            store.tamper(rows -> new ArrayList<>(forged));
            store.tamperEnds(
                    ends -> new AuditStore.Ends(ends.anchor(), forged.get(2).mark()));
            assertThat(trail.verify(Optional.empty())).isInstanceOf(AuditVerdict.Broken.class);
        }

        @Test
        void findsARowBeyondTheHead() {
            three();
            store.tamper(rows -> {
                rows.add(AuditChain.unkeyed()
                        .continued(rows.get(2).mark(), List.of(rows.get(0).entry()))
                        .get(0));
                return rows;
            });
            assertThat(trail.verify(Optional.empty())).isInstanceOf(AuditVerdict.Broken.class);
        }

        private void three() {
            happens(AuthEvent.Type.LOGIN, "ada");
            happens(AuthEvent.Type.LOGIN, "grace");
            happens(AuthEvent.Type.LOGOUT, "ada");
        }
    }

    @Test
    void writesByAThreadOfItsOwnWithoutBeingAsked() {
        try (Trail own = new Trail(AuditTrail.of(store, clock))) {
            own.trail().on(event(AuthEvent.Type.LOGIN, Optional.of("ada"), Optional.empty()));
        }
        assertThat(types("ada")).containsExactly("LOGIN");
    }

    @Test
    void refusesWhatWouldBeWeak() {
        AuditTrail good = trail();
        assertThatThrownBy(() -> good.withKey("short")).hasMessageContaining("32");
        assertThatThrownBy(() -> good.withRetention(Duration.ofHours(1))).hasMessageContaining("a day");
        assertThatThrownBy(() -> good.withAdministrators("/all", io.gatehouse.Requirement.anyone()))
                .hasMessageContaining("not for everybody");
    }

    private record Trail(AuditTrail trail) implements AutoCloseable {
        @Override
        public void close() {
            trail.close();
        }
    }

    private void happens(AuthEvent.Type type, String account) {
        trail.on(event(type, Optional.of(account), Optional.empty()));
        assertThat(trail.flush()).isTrue();
    }

    private AuthEvent event(AuthEvent.Type type, Optional<String> subject, Optional<String> issuer) {
        return new AuthEvent(
                type,
                Optional.of("request"),
                clock.instant(),
                "POST",
                "/a",
                "203.0.113.7",
                Optional.of("agent"),
                subject,
                issuer,
                Optional.of("session"),
                Optional.of("credential"),
                Optional.of("/a"),
                Optional.empty(),
                Optional.of("reason"));
    }

    private List<String> types(String account) {
        return store.ofAccount(account, Long.MAX_VALUE, 100).stream()
                .map(row -> row.entry().type())
                .toList();
    }

    private String reason() {
        return store.ofAccount("", Long.MAX_VALUE, 1).get(0).entry().reason();
    }

    private static List<AuditRecord> without(List<AuditRecord> rows, int index) {
        rows.remove(index);
        return rows;
    }

    private static AuditRecord changed(AuditRecord row) {
        AuditEntry e = row.entry();
        AuditEntry other = new AuditEntry(
                e.at(),
                e.type(),
                "eve",
                e.requestId(),
                e.method(),
                e.path(),
                e.clientAddress(),
                e.userAgent(),
                e.scheme(),
                e.credentialId(),
                e.rule(),
                e.code(),
                e.reason());
        return new AuditRecord(row.sequence(), other, row.previous(), row.hash());
    }
}
