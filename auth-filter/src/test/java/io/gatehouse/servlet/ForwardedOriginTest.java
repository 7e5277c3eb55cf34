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

/** Which origin a request had before its proxies, by either kind of header. */
final class ForwardedOriginTest {
    private static final TrustedProxies X_FORWARDED = TrustedProxies.of("127.0.0.1", "10.0.0.0/8", "fd00::/8");
    private static final TrustedProxies FORWARDED = X_FORWARDED.withForwardedHeader();

    /** {@code X-Forwarded-Proto}, {@code -Host} and {@code -Port}. */
    @Nested
    final class Origins {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                nullValues = "-",
                value = {
                    "https | - | - | https://app.example",
                    "HTTPS | - | - | https://app.example",
                    "wss | - | - | https://app.example",
                    "http | - | - | http://app.example",
                    "ws | - | - | http://app.example",
                    "- | - | - | http://app.example",
                    "https | - | 8443 | https://app.example:8443",
                    "https | - | 443 | https://app.example",
                    "http | - | 443 | http://app.example:443",
                    "https | Shop.Example | - | https://shop.example",
                    "https | shop.example:8443 | - | https://shop.example:8443",
                    "https | shop.example:443 | - | https://shop.example",
                    "https | shop.example:8443 | 443 | https://shop.example:8443",
                    "https | shop.example | 8443 | https://shop.example:8443",
                    "https | [2001:DB8::1]:8443 | - | https://[2001:db8::1]:8443",
                    "https | [2001:db8::1] | - | https://[2001:db8::1]",
                    "https | 192.0.2.1 | - | https://192.0.2.1",
                    "https | my_host-1 | - | https://my_host-1",
                    "https, http | - | - | http://app.example",
                    "http,https | evil.example , shop.example | 1,8443 | https://shop.example:8443"
                })
        void areWhatTheNearestProxySays(String proto, String host, String port, String origin) throws Rejection {
            StubRequest request = behindProxy();
            if (proto != null) {
                request.header("X-Forwarded-Proto", proto);
            }
            if (host != null) {
                request.header("X-Forwarded-Host", host);
            }
            if (port != null) {
                request.header("X-Forwarded-Port", port);
            }
            assertThat(seen(request, X_FORWARDED).origin()).isEqualTo(origin);
        }

        @Test
        void areWhatTheLastLineSays() throws Rejection {
            StubRequest request = behindProxy()
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Proto", "http")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-Host", "shop.example");
            assertThat(seen(request, X_FORWARDED).origin()).isEqualTo("http://shop.example");
        }

        @Test
        void keepThePortOfAHostThatIsPassedOn() throws Rejection {
            StubRequest request = behindProxy().header("X-Forwarded-Proto", "https");
            assertThat(seen(request.answer("getServerPort", 8443), X_FORWARDED).origin())
                    .isEqualTo("https://app.example:8443");
        }

        /** A proxy that ends TLS and speaks TLS to this server, but does not say that its client did. */
        @Test
        void arePlainHttpUnlessTheProxySaysOtherwise() throws Rejection {
            StubRequest request = behindProxy().answer("getScheme", "https").answer("getServerPort", 443);
            assertThat(seen(request, X_FORWARDED).origin()).isEqualTo("http://app.example");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "ftp", "https://", "on", "https;", "htt\u0440s", "https,"})
        void haveAScheme(String proto) {
            assertRefused(behindProxy().header("X-Forwarded-Proto", proto), X_FORWARDED, "scheme");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "shop.example/",
                    "shop.example#",
                    "shop.example?",
                    "evil.example\\",
                    "user@shop.example",
                    "https://shop.example",
                    "shop example",
                    ".shop.example",
                    "shop..example",
                    "shop%2eexample",
                    "\u0455hop.example",
                    "shop.example\u0000",
                    "\"shop.example\"",
                    "2001:db8::1",
                    "[2001:db8::1",
                    "[shop.example]",
                    "[192.0.2.1]",
                    "[fe80::1%25eth0]",
                    ":443",
                    "shop.example,"
                })
        void haveAHost(String host) {
            assertRefused(behindProxy().header("X-Forwarded-Host", host), X_FORWARDED, "no ");
        }

        @Test
        void haveAHostOfBoundedLength() throws Rejection {
            assertThat(seen(behindProxy().header("X-Forwarded-Host", "h".repeat(255)), X_FORWARDED)
                            .origin())
                    .hasSize(262);
            assertRefused(behindProxy().header("X-Forwarded-Host", "h".repeat(256)), X_FORWARDED, "no host");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0", "65536", "-1", "+443", "443a", "0443", "1234567890123"})
        void haveAPort(String port) {
            assertRefused(behindProxy().header("X-Forwarded-Port", port), X_FORWARDED, "no port");
            assertRefused(behindProxy().header("X-Forwarded-Host", "shop.example:" + port), X_FORWARDED, "no port");
        }
    }

    /** RFC 7239. */
    @Nested
    final class Rfc7239 {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "for=198.51.100.1;proto=https;host=shop.example | 198.51.100.1 | https://shop.example",
                    "For=198.51.100.1; PROTO=HTTPS ;Host=Shop.Example | 198.51.100.1 | https://shop.example",
                    "host=\"shop.example:8443\";for=\"198.51.100.1:4711\" | 198.51.100.1 | http://shop.example:8443",
                    "for=\"[2001:db8:cafe::17]:4711\";by=_x;secret=\"a,b;c\" | 2001:db8:cafe:0:0:0:0:17 | http://app.example",
                    "for=1.1.1.1;proto=https, for=198.51.100.1 | 198.51.100.1 | http://app.example",
                    "for=198.51.100.1;proto=https;host=shop.example, for=10.0.0.2;proto=http;host=inner | 198.51.100.1 | https://shop.example",
                    "for=unknown, for=198.51.100.1 | 198.51.100.1 | http://app.example",
                    "for=\"198.51\\.100.1\";;proto=https; | 198.51.100.1 | https://app.example",
                    ",for=198.51.100.1 | 198.51.100.1 | http://app.example"
                })
        void eachProxyAddsAnElement(String line, String client, String origin) throws Rejection {
            AuthRequest seen = seen(from("127.0.0.1").header("Forwarded", line), FORWARDED);
            assertThat(seen.clientAddress()).isEqualTo(client);
            assertThat(seen.origin()).isEqualTo(origin);
        }

        @Test
        void linesAreOneList() throws Rejection {
            StubRequest request = from("127.0.0.1")
                    .header("Forwarded", "for=\"never closed")
                    .header("Forwarded", "for=1.1.1.1, for=198.51.100.1;proto=https")
                    .header("Forwarded", "for=10.0.0.2;proto=http");
            AuthRequest seen = seen(request, FORWARDED);
            assertThat(seen.clientAddress()).isEqualTo("198.51.100.1");
            assertThat(seen.origin()).isEqualTo("https://app.example");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "for",
                    "for=",
                    "for =198.51.100.1",
                    "for= 198.51.100.1",
                    "for=[2001:db8::1]",
                    "for=198.51.100.1:80",
                    "for=198.51.100.1 proto=https",
                    "for=198.51.100.1;for=10.0.0.2",
                    "for=198.51.100.1;proto=http;Proto=https",
                    "for=\"198.51.100.1",
                    "for=\"198.51.100.1\"x",
                    "for=\"198.51.100.1\\",
                    "for=198.51.100.1;proto=\"\"",
                    "for=198.51.100.1;host=\"a/b\"",
                    "for=unknown",
                    "for=_hidden",
                    "for=\"2001:db8::1:\"",
                    "for=198.51.100.1,",
                    "proto=https, for=10.0.0.2",
                    // what a client leaves open must not hide what the proxy adds to the line
                    "for=\"1.1.1.1, for=198.51.100.1;proto=http",
                    "for=127.0.0.1;x=\", for=198.51.100.1;host=\"shop.example\""
                })
        void whatIsNotWellFormedIsRefused(String line) {
            assertRefused(from("127.0.0.1").header("Forwarded", line), FORWARDED, "forwarding headers");
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
