package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.AuthRequest;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who counts as the client behind proxies, and what it addressed. The proxies are 127.0.0.1, 10.0.0.0/8 and fd00::/8. */
final class TrustedProxiesTest {
    private static final TrustedProxies X_FORWARDED = TrustedProxies.of("127.0.0.1", "10.0.0.0/8", "fd00::/8");
    private static final TrustedProxies FORWARDED = X_FORWARDED.withForwardedHeader();

    @Nested
    final class Peers {
        @ParameterizedTest
        @ValueSource(strings = {"203.0.113.7", "11.0.0.1", "::1", "fe80::1%eth0", "", "unix:", "localhost"})
        void thatAreNotListedAreNotListenedTo(String peer) throws Rejection {
            StubRequest request = from(peer)
                    .header("X-Forwarded-For", "198.51.100.1")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("Forwarded", "for=198.51.100.1;proto=https;host=evil.example");
            for (TrustedProxies proxies : new TrustedProxies[] {X_FORWARDED, FORWARDED}) {
                AuthRequest seen = seen(request, proxies);
                assertThat(seen.origin()).isEqualTo("http://app.example");
                assertThat(seen.clientAddress()).doesNotStartWith("198");
            }
        }

        @Test
        void areNoneByDefault() throws Rejection {
            AuthRequest seen = seen(from("127.0.0.1").header("X-Forwarded-For", "198.51.100.1"), TrustedProxies.none());
            assertThat(seen.clientAddress()).isEqualTo("127.0.0.1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "::ffff:10.1.2.3", "fd00::1", "fd00::1%eth0"})
        void thatAreListedAreListenedTo(String peer) throws Rejection {
            AuthRequest seen = seen(from(peer).header("X-Forwarded-For", "198.51.100.1"), X_FORWARDED);
            assertThat(seen.clientAddress()).isEqualTo("198.51.100.1");
        }

        @Test
        void thatSayNothingAreTheClient() throws Rejection {
            AuthRequest seen = seen(from("127.0.0.1"), X_FORWARDED);
            assertThat(seen.clientAddress()).isEqualTo("127.0.0.1");
            assertThat(seen.origin()).isEqualTo("http://app.example");
        }

        @Test
        void thatSpeakTheOtherWayOnlyAreRefused() {
            assertRefused(from("127.0.0.1").header("Forwarded", "for=198.51.100.1"), X_FORWARDED, "not read");
            for (String name : new String[] {"For", "Proto", "Host", "Port"}) {
                assertRefused(from("127.0.0.1").header("X-Forwarded-" + name, "1"), FORWARDED, "not read");
            }
        }

        @Test
        void areReadInOneWayOnly() throws Rejection {
            StubRequest both = from("127.0.0.1")
                    .header("X-Forwarded-For", "198.51.100.1")
                    .header("X-Forwarded-Proto", "http")
                    .header("Forwarded", "for=198.51.100.2;proto=https;host=evil.example");
            AuthRequest seen = seen(both, X_FORWARDED);
            assertThat(seen.clientAddress()).isEqualTo("198.51.100.1");
            assertThat(seen.origin()).isEqualTo("http://app.example");
            assertThat(seen(both, FORWARDED).clientAddress()).isEqualTo("198.51.100.2");
        }
    }

    @Nested
    final class Clients {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "198.51.100.1 | 198.51.100.1",
                    "1.1.1.1, 198.51.100.1 | 198.51.100.1",
                    "1.1.1.1,198.51.100.1,10.0.0.2 | 198.51.100.1",
                    "1.1.1.1, 198.51.100.1 , 10.0.0.2,fd00::2 | 198.51.100.1",
                    "127.0.0.1, 198.51.100.1 | 198.51.100.1",
                    "<script>, \", unknown, , 198.51.100.1 | 198.51.100.1",
                    "10.0.0.3, 10.0.0.2 | 10.0.0.3",
                    "127.0.0.1 | 127.0.0.1",
                    "2001:DB8::1 | 2001:db8:0:0:0:0:0:1",
                    "[2001:db8::1] | 2001:db8:0:0:0:0:0:1",
                    "[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
                    "198.51.100.1:4711 | 198.51.100.1",
                    "::ffff:198.51.100.1 | 198.51.100.1"
                })
        void areTheFirstFromTheRightThatIsNoProxy(String line, String client) throws Rejection {
            assertThat(seen(from("127.0.0.1").header("X-Forwarded-For", line), X_FORWARDED)
                            .clientAddress())
                    .isEqualTo(client);
        }

        @Test
        void areFoundAcrossLines() throws Rejection {
            StubRequest request = from("127.0.0.1")
                    .header("X-Forwarded-For", "1.1.1.1")
                    .header("X-Forwarded-For", "198.51.100.1, 10.0.0.3")
                    .header("X-Forwarded-For", "10.0.0.2");
            assertThat(seen(request, X_FORWARDED).clientAddress()).isEqualTo("198.51.100.1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "unknown",
                    "_hidden",
                    "client.example",
                    "1.1.1.1,",
                    "1.1.1.1, ,10.0.0.1",
                    "198.51.100.1:",
                    "198.51.100.1:http",
                    "198.51.100.1:123456",
                    "[198.51.100.1]",
                    "[198.51.100.1]:80",
                    "[2001:db8::1",
                    "[2001:db8::1]80",
                    "[]",
                    "fe80::1%eth0",
                    "0127.0.0.1",
                    "\"198.51.100.1\"",
                    "for=198.51.100.1"
                })
        void thatCanNotBeToldAreRefused(String line) {
            assertRefused(from("127.0.0.1").header("X-Forwarded-For", line), X_FORWARDED, "no address");
        }

        @Test
        void areRefusedIfTheProxyDoesNotNameThem() {
            assertRefused(
                    from("127.0.0.1").header("X-Forwarded-Proto", "https"), X_FORWARDED, "there is no X-Forwarded-For");
            assertRefused(from("127.0.0.1").header("Forwarded", "proto=https"), FORWARDED, "no address");
        }

        /** Else whoever sits at a proxy on another machine would be taken for somebody at this one, who needs no https. */
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "10.0.0.2 | 127.0.0.1 | 10.0.0.2",
                    "10.0.0.2 | ::1 | 10.0.0.2",
                    "10.0.0.2 | ::ffff:127.0.0.1 | 10.0.0.2",
                    "127.0.0.1 | 127.0.0.1, 10.0.0.2 | 10.0.0.2",
                    "127.0.0.1 | 198.51.100.1, 127.0.0.1, 10.0.0.2 | 198.51.100.1"
                })
        void thatAnotherMachineCallsItsOwnAreThatMachine(String peer, String line, String client) throws Rejection {
            assertThat(seen(from(peer).header("X-Forwarded-For", line), X_FORWARDED)
                            .clientAddress())
                    .isEqualTo(client);
        }

        /** Whoever came to that machine was told so by one that is not listed. */
        @Test
        void areNotPassedUnlessTheyAreListed() throws Rejection {
            TrustedProxies one = TrustedProxies.of("10.0.0.2");
            assertThat(seen(from("10.0.0.2").header("X-Forwarded-For", "6.6.6.6, 127.0.0.1"), one)
                            .clientAddress())
                    .isEqualTo("10.0.0.2");
            assertThat(seen(
                                    from("10.0.0.2")
                                            .header(
                                                    "Forwarded",
                                                    "for=6.6.6.6;proto=https;host=app.example, for=127.0.0.1;proto=http"),
                                    one.withForwardedHeader())
                            .origin())
                    .startsWith("http://");
        }

        /** As Jetty names them. */
        @Test
        void areKnownInBracketsToo() throws Rejection {
            assertThat(seen(from("[fd00:0:0:0:0:0:0:1]").header("X-Forwarded-For", "198.51.100.1"), X_FORWARDED)
                            .clientAddress())
                    .isEqualTo("198.51.100.1");
            assertThat(seen(from("[2001:db8:0:0:0:0:0:1%eth0]"), X_FORWARDED).clientAddress())
                    .isEqualTo("2001:db8:0:0:0:0:0:1");
        }
    }

    @Nested
    final class Bounds {
        @Test
        void endTheWay() throws Rejection {
            String nine = ", 10.0.0.1".repeat(9);
            assertThat(seen(from("10.0.0.1").header("X-Forwarded-For", "198.51.100.1" + nine), X_FORWARDED)
                            .clientAddress())
                    .isEqualTo("198.51.100.1");
            assertRefused(
                    from("10.0.0.1").header("X-Forwarded-For", "198.51.100.1, 10.0.0.1" + nine),
                    X_FORWARDED,
                    "more than 10 proxies");
        }

        @ParameterizedTest
        @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port"})
        void holdForLinesAndCharacters(String name) throws Rejection {
            String value = name.endsWith("Proto") ? "http" : name.endsWith("Port") ? "80" : "198.51.100.1";
            StubRequest most = name.endsWith("For") ? from("10.0.0.1") : behindProxy();
            for (int i = 0; i < 16; i++) {
                most.header(name, value);
            }
            assertThat(seen(most, X_FORWARDED).clientAddress()).isEqualTo("198.51.100.1");
            assertRefused(most.header(name, value), X_FORWARDED, "17 lines");
            assertRefused(
                    behindProxy().header(name, " ".repeat(4096 - value.length()) + "," + value),
                    X_FORWARDED,
                    " characters in ");
        }

        @Test
        void holdForForwardedToo() {
            String element = "for=198.51.100.1";
            assertRefused(
                    from("10.0.0.1").header("Forwarded", " ".repeat(4096) + element),
                    FORWARDED,
                    "4112 characters in 1 lines");
        }
    }

    private static StubRequest behindProxy() {
        return from("127.0.0.1").header("X-Forwarded-For", "198.51.100.1");
    }

    private static StubRequest from(String peer) {
        return new StubRequest()
                .answer("getRemoteAddr", peer)
                .answer("getScheme", "http")
                .answer("getServerPort", 80);
    }

    private static AuthRequest seen(StubRequest request, TrustedProxies proxies) throws Rejection {
        return ServletAuthRequest.of(request.build(), "/", proxies);
    }

    private static void assertRefused(StubRequest request, TrustedProxies proxies, String reason) {
        assertThatThrownBy(() -> seen(request, proxies)).isInstanceOfSatisfying(Rejection.class, e -> {
            assertThat(e.problem().type()).isEqualTo(RequestProblems.REQUEST_MALFORMED);
            assertThat(e.problem().reason()).contains(reason);
        });
    }
}
