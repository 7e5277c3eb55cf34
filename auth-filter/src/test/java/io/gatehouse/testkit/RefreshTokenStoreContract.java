package io.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.secret.SealedText;
import io.gatehouse.token.RefreshFamily;
import io.gatehouse.token.RefreshToken;
import io.gatehouse.token.RefreshTokenStore;
import io.gatehouse.token.RefreshTokenStore.Rotation;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link RefreshTokenStore} must hold to. Implement it in a test class and answer an empty store. */
public interface RefreshTokenStoreContract {
    /** The present, as these tests see it; whole milliseconds. */
    Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    /** Where ids come from. */
    SecureRandom RANDOM = new SecureRandom();

    /**
     * The store to test.
     *
     * @return an empty store
     */
    RefreshTokenStore refreshTokens();

    @Test
    default void findsWhatWasInserted() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily family = family("ada", NOW);
        RefreshToken token = token(family);
        store.insert(family, token);
        assertThat(store.find(token.id())).contains(new RefreshTokenStore.Found(token, family));
        assertThat(store.findFamily(family.id())).contains(family);
        assertThat(store.find("unknown")).isEmpty();
        assertThat(store.findFamily("unknown")).isEmpty();
    }

    @Test
    default void keepsTheSealedSuccessorOfAUsedToken() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily family = family("ada", NOW);
        RefreshToken token = token(family);
        RefreshToken successor = token(family);
        store.insert(family, token);
        RefreshToken.Used used = used(NOW.plusSeconds(60));
        RefreshFamily.Seen seen = new RefreshFamily.Seen(NOW.plusSeconds(60), "2001:db8::1", Optional.empty());
        assertThat(store.rotate(token.id(), used, successor, seen)).isEqualTo(Rotation.ROTATED);
        assertThat(store.find(token.id()).orElseThrow().token().used()).contains(used);
        RefreshTokenStore.Found next = store.find(successor.id()).orElseThrow();
        assertThat(next.token()).isEqualTo(successor);
        assertThat(next.family()).isEqualTo(family.used(seen, successor.expiresAt()));
    }

    @Test
    default void ofManyRotationsAtOnceExactlyOneWins() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily family = family("ada", NOW);
        RefreshToken token = token(family);
        store.insert(family, token);
        List<Rotation> rotations = Race.run(() -> store.rotate(token.id(), used(NOW), token(family), family.seen()));
        assertThat(rotations).containsOnlyOnce(Rotation.ROTATED);
        assertThat(rotations).filteredOn(Rotation.ALREADY_USED::equals).hasSize(Race.THREADS - 1);
        assertThat(store.findFamily(family.id()).orElseThrow().rotations()).isEqualTo(1);
    }

    @Test
    default void theLosersLeaveNothingBehind() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily family = family("ada", NOW);
        RefreshToken token = token(family);
        store.insert(family, token);
        List<RefreshToken> successors = Race.run(() -> {
            RefreshToken successor = token(family);
            store.rotate(token.id(), used(NOW), successor, family.seen());
            return successor;
        });
        assertThat(successors.stream().filter(it -> store.find(it.id()).isPresent()))
                .hasSize(1);
    }

    @Test
    default void endsALoginForExactlyOneCaller() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily family = family("ada", NOW);
        RefreshToken token = token(family);
        store.insert(family, token);
        assertThat(Race.run(() -> store.revokeFamily(family.id()))).containsOnlyOnce(true);
        assertThat(store.find(token.id())).isEmpty();
        assertThat(store.findFamily(family.id())).isEmpty();
        assertThat(store.liveFamiliesOf("ada", NOW)).isEmpty();
        assertThat(store.revokeFamily("unknown")).isFalse();
    }

    @Test
    default void noRotationRevivesAnEndedLogin() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily family = family("ada", NOW);
        RefreshToken token = token(family);
        store.insert(family, token);
        store.revokeFamily(family.id());
        RefreshToken successor = token(family);
        assertThat(store.rotate(token.id(), used(NOW), successor, family.seen()))
                .isEqualTo(Rotation.ENDED);
        assertThat(store.find(successor.id())).isEmpty();
    }

    @Test
    default void rotationAndEndingAtOnceLeaveNothingAlive() {
        RefreshTokenStore store = refreshTokens();
        for (int round = 0; round < 20; round++) {
            RefreshFamily family = family("ada", NOW);
            RefreshToken token = token(family);
            store.insert(family, token);
            AtomicInteger turn = new AtomicInteger();
            List<RefreshToken> successors = Race.run(() -> {
                RefreshToken successor = token(family);
                if (turn.getAndIncrement() % 2 == 0) {
                    store.rotate(token.id(), used(NOW), successor, family.seen());
                } else {
                    store.revokeFamily(family.id());
                }
                return successor;
            });
            assertThat(store.find(token.id())).isEmpty();
            assertThat(successors).allMatch(it -> store.find(it.id()).isEmpty());
        }
    }

    @Test
    default void listsTheLiveLoginsOfOneAccountNewestFirst() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily old = family("ada", NOW.minusSeconds(60));
        RefreshFamily young = family("ada", NOW);
        RefreshFamily expired = family("ada", NOW.minus(Duration.ofDays(8)));
        RefreshFamily other = family("grace", NOW);
        List.of(old, young, expired, other).forEach(family -> store.insert(family, token(family)));
        assertThat(store.liveFamiliesOf("ada", NOW)).containsExactly(young, old);
    }

    @Test
    default void deletesExpiredLoginsInBoundedBatches() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily live = family("ada", NOW);
        store.insert(live, token(live));
        for (int i = 0; i < 5; i++) {
            RefreshFamily expired = family("ada", NOW.minus(Duration.ofDays(8)));
            store.insert(expired, token(expired));
        }
        assertThat(store.deleteExpired(NOW, 3)).isEqualTo(3);
        assertThat(store.deleteExpired(NOW, 3)).isEqualTo(2);
        assertThat(store.deleteExpired(NOW, 3)).isZero();
        assertThat(store.findFamily(live.id())).contains(live);
    }

    @Test
    default void takesNoTextForAnId() {
        RefreshTokenStore store = refreshTokens();
        RefreshFamily family = family("ada", NOW);
        RefreshToken token = token(family);
        store.insert(family, token);
        for (String id : HostileTexts.all()) {
            assertThat(store.find(id)).isEmpty();
            assertThat(store.findFamily(id)).isEmpty();
            assertThat(store.revokeFamily(id)).isFalse();
            assertThat(store.liveFamiliesOf(id, NOW)).isEmpty();
            assertThat(store.rotate(id, used(NOW), token(family), family.seen()))
                    .isEqualTo(Rotation.ENDED);
        }
        assertThat(store.findFamily(family.id())).contains(family);
    }

    private static RefreshFamily family(String accountId, Instant createdAt) {
        return new RefreshFamily(
                OpaqueToken.newId(RANDOM),
                accountId,
                createdAt,
                createdAt.plus(Duration.ofDays(30)),
                new RefreshFamily.Seen(createdAt, "203.0.113.7", Optional.of("curl/8")),
                0,
                createdAt.plus(Duration.ofDays(7)));
    }

    private static RefreshToken token(RefreshFamily family) {
        OpaqueToken token = OpaqueToken.issue("gr", RANDOM);
        return new RefreshToken(token.id(), token.hash(), family.id(), family.expiresAt(), Optional.empty());
    }

    private static RefreshToken.Used used(Instant at) {
        SealedText sealed = OpaqueToken.issue("gr", RANDOM).seal("successor", "text", RANDOM);
        return new RefreshToken.Used(at, sealed);
    }
}
