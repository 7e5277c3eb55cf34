package io.gatehouse.password;

import static io.gatehouse.password.PasswordWorld.ADA;
import static io.gatehouse.password.PasswordWorld.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordLoginTest {
    private final PasswordWorld world = new PasswordWorld();

    @Test
    void theRightPasswordGetsWhatTheGrantHandsOut() {
        Reply reply = world.login("ada@example.com", PASSWORD);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"id\":\"u-1\"").doesNotContain("argon2");
    }

    @Test
    void spacesAroundTheNameAndItsCaseDoNotMatter() {
        assertThat(world.login(" ADA@Example.com ", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void oneLoginIsOneEventWhetherTheGrantTellsOfItOrNot() {
        world.login("ada@example.com", PASSWORD);
        world.grant = (account, request) -> Reply.json(200, Map.of()).withFact(AuthEvent.Type.LOGIN, account.id());
        world.login("ada@example.com", PASSWORD);
        assertThat(world.events)
                .extracting(AuthEvent::type)
                .containsExactly(AuthEvent.Type.LOGIN, AuthEvent.Type.LOGIN);
        assertThat(world.events).extracting(AuthEvent::subject).containsOnly(Optional.of("u-1"));
    }

    @Test
    void noEventHoldsThePasswordOrTheHash() {
        world.login("ada@example.com", PASSWORD);
        world.login("ada@example.com", PASSWORD + "!");
        assertThat(world.events.toString()).doesNotContain(PASSWORD).doesNotContain("argon2");
    }

    @Test
    void tenYearsLaterThePasswordStillWorks() {
        world.clock.advance(Duration.ofDays(3653));
        assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aPasswordThatBreaksThePolicyStillWorks() {
        world.passwords.replace("u-1", world.storedHash(), world.hash("password"));
        assertThat(world.login("ada@example.com", "password").status()).isEqualTo(200);
    }

    @Test
    void canStandElsewhereBesideAnotherGrant() {
        PasswordLogin login = PasswordLogin.of(
                        world.passwords, world.accounts, world.hashing, world.throttle, world.grant)
                .withPath("/api/auth/session");
        assertThat(login.endpoints()).extracting("path").containsExactly("/api/auth/session");
        assertThat(login.endpoints()).isEqualTo(login.endpoints());
    }

    @Nested
    final class OneAnswerAtOneCost {
        @Test
        void forUnknownWrongDisabledAndGone() {
            List<Reply> replies = new ArrayList<>();
            for (Map.Entry<String, String> attempt : List.of(
                    Map.entry("nobody@example.com", PASSWORD),
                    Map.entry("ada@example.com", "wrong"),
                    Map.entry("ada@example.com", PASSWORD + " "),
                    Map.entry("bob@example.com", PASSWORD),
                    Map.entry("bob@example.com", "wrong"),
                    Map.entry("gone@example.com", PASSWORD),
                    Map.entry("", ""),
                    Map.entry("ada@example.com", ""),
                    Map.entry("a\0b", PASSWORD),
                    Map.entry("a".repeat(5000), PASSWORD),
                    Map.entry("ada@example.com", "x".repeat(1025)),
                    Map.entry("ada@example.com", "x".repeat(16_000)))) {
                int hashes = world.hashesDuring(() -> replies.add(world.login(attempt.getKey(), attempt.getValue())));
                assertThat(hashes).as(attempt.getKey()).isEqualTo(1);
            }
            assertThat(replies).allSatisfy(reply -> {
                assertThat(reply.status()).isEqualTo(401);
                assertThat(reply.body()).isEqualTo(replies.get(0).body()).contains("LOGIN_FAILED");
                assertThat(reply.headers()).isEqualTo(replies.get(0).headers()).containsKey("WWW-Authenticate");
                assertThat(reply.cookies()).isEmpty();
            });
        }

        @Test
        void accountsAreAskedForOnlyWhenThePasswordIsRight() {
            AtomicInteger asked = new AtomicInteger();
            PasswordLogin login = PasswordLogin.of(
                    world.passwords,
                    id -> {
                        asked.incrementAndGet();
                        return world.accounts.find(id);
                    },
                    world.hashing,
                    world.throttle,
                    world.grant);
            for (String email : List.of("nobody@example.com", "ada@example.com", "bob@example.com")) {
                try {
                    login.endpoints()
                            .get(0)
                            .handle(
                                    RequestBuilder.post("/api/auth/login")
                                            .json(Map.of("email", email, "password", "wrong"))
                                            .build(),
                                    Optional.empty());
                } catch (Rejection e) {
                    assertThat(e.problem().type().code()).isEqualTo("LOGIN_FAILED");
                }
            }
            assertThat(asked).hasValue(0);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Seven quiet herons",
                    "seven quiet heronS",
                    "seven quiet herons ",
                    " seven quiet herons",
                    "seven quiet herons\u0000",
                    "seven\u00a0quiet herons",
                    "seven quiet heron"
                })
        void forWhatDiffersInOneCharacter(String password) {
            assertThat(world.login("ada@example.com", password).status()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(ints = {73, 129, 1000})
        void forWhatDiffersFarBehind(int position) {
            String start = "x".repeat(position - 1);
            world.passwords.replace("u-1", world.storedHash(), world.hash(start + "y"));
            assertThat(world.login("ada@example.com", start + "y").status()).isEqualTo(200);
            assertThat(world.login("ada@example.com", start + "z").status()).isEqualTo(401);
            assertThat(world.login("ada@example.com", start).status()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"admin", "root", "guest", "test"})
        void forAccountsThatOthersHaveByDefault(String name) {
            assertThat(world.login(name, name).status()).isEqualTo(401);
        }
    }

    @Nested
    final class Throttling {
        @Test
        void refusesEvenTheRightPasswordWithoutHashing() {
            fail(LoginThrottle.PER_LOGIN_AND_ADDRESS);
            int hashes = world.hashesDuring(() -> {
                Reply reply = world.login("ada@example.com", PASSWORD);
                assertThat(reply.status()).isEqualTo(429);
                assertThat(reply.body()).contains("LOGIN_THROTTLED");
                assertThat(reply.headers()).containsEntry("Retry-After", List.of("300"));
            });
            assertThat(hashes).isZero();
        }

        @Test
        void anotherSpellingOfTheNameGivesNoFurtherAttempts() {
            fail(LoginThrottle.PER_LOGIN_AND_ADDRESS);
            assertThat(world.login(" ADA@EXAMPLE.COM", PASSWORD).status()).isEqualTo(429);
        }

        @Test
        void countsNamesThatDoNotExistLikeOthers() {
            for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
                assertThat(world.login("nobody@example.com", "wrong").status()).isEqualTo(401);
            }
            assertThat(world.login("nobody@example.com", "wrong").status()).isEqualTo(429);
        }

        @Test
        void leavesOtherPeopleAlone() {
            fail(LoginThrottle.PER_LOGIN_AND_ADDRESS + 1);
            assertThat(world.login("ada@example.com", PASSWORD, "198.51.100.9").status())
                    .isEqualTo(200);
        }

        @Test
        void aSuccessClearsTheCount() {
            for (int i = 0; i < 5; i++) {
                fail(LoginThrottle.PER_LOGIN_AND_ADDRESS - 1);
                assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
            }
        }

        @Test
        void endsWithTheWindow() {
            fail(LoginThrottle.PER_LOGIN_AND_ADDRESS);
            world.clock.advance(LoginThrottle.WINDOW);
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void attemptsAtOnceDoNotPassTheLimit() {
            int before = world.argon2.calls();
            List<Integer> statuses =
                    Race.run(() -> world.login("ada@example.com", "wrong").status());
            assertThat(statuses).filteredOn(status -> status == 401).hasSize(LoginThrottle.PER_LOGIN_AND_ADDRESS);
            assertThat(statuses).containsOnly(401, 429);
            assertThat(world.argon2.calls() - before).isEqualTo(LoginThrottle.PER_LOGIN_AND_ADDRESS);
        }

        private void fail(int times) {
            for (int i = 0; i < times; i++) {
                world.login("ada@example.com", "wrong");
            }
        }
    }

    @Nested
    final class Bodies {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "application/jsonp",
                    "application/json;charset=UTF-16"
                })
        void ofOtherTypesAreRefused(String type) {
            Reply reply = world.answer(RequestBuilder.post("/api/auth/login")
                    .body(type, "{\"email\":\"ada@example.com\",\"password\":\"" + PASSWORD + "\"}")
                    .build());
            assertThat(reply.status()).isEqualTo(415);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"email\":\"ada@example.com\",\"password\":\"wrong\",\"password\":\"seven quiet herons\"}",
                    "{\"email\":\"bob@example.com\",\"email\":\"ada@example.com\",\"password\":\"seven quiet herons\"}",
                    "{\"email\":\"ada@example.com\"}",
                    "{\"password\":\"seven quiet herons\"}",
                    "{\"email\":null,\"password\":\"seven quiet herons\"}",
                    "{\"email\":\"ada@example.com\",\"password\":[\"seven quiet herons\"]}",
                    "{\"email\":\"ada@example.com\",\"password\":123456789012345}",
                    "{\"email\":\"ada@example.com\",\"password\":\"seven quiet herons\"} {}",
                    "[]",
                    ""
                })
        void ofAnotherFormAreRefusedWithoutHashing(String body) {
            int hashes = world.hashesDuring(() -> {
                Reply reply = world.answer(RequestBuilder.post("/api/auth/login")
                        .body("application/json", body)
                        .build());
                assertThat(reply.status()).isEqualTo(400);
                assertThat(reply.body()).doesNotContain("herons");
            });
            assertThat(hashes).isZero();
        }

        @Test
        void setNothingBesideNameAndPassword() {
            Reply reply = world.answer(RequestBuilder.post("/api/auth/login")
                    .json(Map.of(
                            "email",
                            "ada@example.com",
                            "password",
                            PASSWORD,
                            "roles",
                            List.of("admin"),
                            "id",
                            "u-2",
                            "enabled",
                            true))
                    .build());
            assertThat(reply.body()).contains("\"roles\":[\"user\"]").contains("\"id\":\"u-1\"");
            assertThat(world.answer(RequestBuilder.post("/api/auth/login")
                                    .json(Map.of("email", "bob@example.com", "password", PASSWORD, "enabled", true))
                                    .build())
                            .status())
                    .isEqualTo(401);
        }

        @Test
        void longerThanTheLimitAreRefused() {
            assertThat(world.login("ada@example.com", "x".repeat(17_000)).status())
                    .isEqualTo(413);
        }

        @Test
        void areTheOnlyPlaceForPasswords() {
            assertThat(world.answer(RequestBuilder.post("/api/auth/login")
                                    .query("email", "ada@example.com")
                                    .query("password", PASSWORD)
                                    .build())
                            .status())
                    .isEqualTo(415);
            assertThat(world.answer(RequestBuilder.get("/api/auth/login").build())
                            .status())
                    .isEqualTo(405);
        }
    }

    @Nested
    final class Rehashing {
        private final Argon2Policy higher = new Argon2Policy(20_000, 3, 1);

        @Test
        void happensWhenThePolicyRises() {
            world.hashing = world.hashing(higher);
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
            assertThat(world.storedHash()).startsWith("$argon2id$v=19$m=20000,t=3,p=1$");
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void doesNotHappenOtherwise() {
            String before = world.storedHash();
            assertThat(world.hashesDuring(() -> world.login("ada@example.com", PASSWORD)))
                    .isEqualTo(1);
            assertThat(world.storedHash()).isEqualTo(before);
        }

        @Test
        void doesNotHappenForAWrongPasswordOrADisabledAccount() {
            String before = world.storedHash();
            String disabled = world.passwords.findByAccount("u-2").orElseThrow().hash();
            world.hashing = world.hashing(higher);
            world.login("ada@example.com", "wrong");
            world.login("bob@example.com", PASSWORD);
            assertThat(world.storedHash()).isEqualTo(before);
            assertThat(world.passwords.findByAccount("u-2").orElseThrow().hash())
                    .isEqualTo(disabled);
        }

        @Test
        void bringsHashesOfOlderSystemsHome() {
            byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
            String old = OpenBSDBCrypt.generate("2a", password, "sixteen of these".getBytes(StandardCharsets.UTF_8), 4);
            world.passwords.replace("u-1", world.storedHash(), old);
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
            assertThat(world.storedHash()).startsWith("$argon2id$");
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(200);
        }

        @Test
        void canNotUndoAChangeMeanwhile() {
            String old = world.storedHash();
            String changed = world.hash("another good passphrase");
            world.hashing = world.hashing(higher);
            world.store = new DelegatingStore(world.passwords) {
                @Override
                public boolean replace(String accountId, String expectedHash, String newHash) {
                    assertThat(world.passwords.replace("u-1", old, changed)).isTrue();
                    return super.replace(accountId, expectedHash, newHash);
                }
            };
            assertThat(world.login("ada@example.com", PASSWORD).status()).isEqualTo(401);
            assertThat(world.storedHash()).isEqualTo(changed);
        }

        @Test
        void byManyAtOnceLogsEachOfThemIn() {
            world.hashing = world.hashing(higher);
            AtomicInteger address = new AtomicInteger();
            assertThat(Race.run(() -> world.login("ada@example.com", PASSWORD, "203.0.113." + address.incrementAndGet())
                            .status()))
                    .containsOnly(200);
            assertThat(world.storedHash()).startsWith("$argon2id$v=19$m=20000,t=3,p=1$");
        }
    }

    @Test
    void aLoginThatAPasswordChangeOvertakesHandsNothingOut() {
        String old = world.storedHash();
        String changed = world.hash("another good passphrase");
        world.grant = (account, request) -> {
            // The change ends all logins just before this one is stored.
            world.passwords.replace("u-1", old, changed);
            return Reply.json(200, Map.of("accessToken", "secret"));
        };
        Reply reply = world.login("ada@example.com", PASSWORD);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).doesNotContain("secret");
    }

    @Test
    void aStoreThatIsDownIs503AndNeverALogin() {
        world.store = new DelegatingStore(world.passwords) {
            @Override
            public Optional<StoredPassword> findByLogin(LoginName login) {
                throw new StoreUnavailableException("down");
            }
        };
        Reply reply = world.login("ada@example.com", PASSWORD);
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsKey("Retry-After");
    }

    @Test
    void whatCouldNotBeVerifiedDoesNotCountAsAnAttempt() {
        HashingGate gate = HashingGate.of(19_456).withQueue(0, Duration.ZERO);
        world.hashing = world.hashing.withGate(gate);
        PasswordStore working = world.store;
        world.argon2.during(() -> {
            world.argon2.during(() -> {});
            for (int i = 0; i < 2 * LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
                assertThat(world.login(ADA.email(), PASSWORD).status()).isEqualTo(503);
            }
        });
        assertThat(world.login("somebody@example.com", "wrong").status()).isEqualTo(401);
        world.store = new DelegatingStore(world.passwords) {
            @Override
            public Optional<StoredPassword> findByLogin(LoginName login) {
                throw new StoreUnavailableException("down");
            }
        };
        for (int i = 0; i < 2 * LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
            assertThat(world.login(ADA.email(), PASSWORD).status()).isEqualTo(503);
        }
        world.store = working;
        assertThat(world.login(ADA.email(), PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aFullGateIs503() {
        world.hashing = world.hashing.withGate(HashingGate.of(19_456).withQueue(0, Duration.ZERO));
        List<Reply> second = new ArrayList<>();
        world.argon2.during(() -> {
            world.argon2.during(() -> {});
            second.add(world.login("ada@example.com", PASSWORD));
        });
        assertThat(world.login(ADA.email(), PASSWORD).status()).isEqualTo(200);
        assertThat(second).singleElement().satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers()).containsKey("Retry-After");
        });
    }
}
