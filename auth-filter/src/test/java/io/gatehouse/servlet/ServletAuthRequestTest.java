package io.gatehouse.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A servlet request as the engine sees it. */
final class ServletAuthRequestTest {
    @ParameterizedTest
    @CsvSource({
        "https, app.example, 443, https://app.example",
        "https, app.example, 80, https://app.example:80",
        "http, app.example, 80, http://app.example",
        "HTTP, APP.Example, 8080, http://app.example:8080",
        "https, '[2001:DB8::1]', 443, 'https://[2001:db8::1]'",
        "https, 2001:db8::1, 8443, 'https://[2001:db8::1]:8443'",
        "https, app.example, -1, https://app.example",
        "https, app.example, 0, https://app.example"
    })
    void writesOriginsAsRfc6454Does(String scheme, String host, int port, String origin) throws Rejection {
        assertThat(ServletAuthRequest.of(
                                new StubRequest()
                                        .answer("getScheme", scheme)
                                        .answer("getServerName", host)
                                        .answer("getServerPort", port)
                                        .build(),
                                "/",
                                TrustedProxies.none())
                        .origin())
                .isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, 203.0.113.7", "fe80::1%eth0, fe80::1", "::1, ::1", ", ''"})
    void leavesZonesOutOfAddresses(String address, String expected) throws Rejection {
        assertThat(ServletAuthRequest.of(
                                new StubRequest()
                                        .answer("getRemoteAddr", address)
                                        .build(),
                                "/",
                                TrustedProxies.none())
                        .clientAddress())
                .isEqualTo(expected);
    }

    @Test
    void refusesABodyThatCanNotBeRead() throws Rejection {
        ServletAuthRequest request = ServletAuthRequest.of(
                new StubRequest()
                        .answer("getContentLengthLong", -1L)
                        .compute("getInputStream", () -> {
                            throw new IllegalStateException("read already");
                        })
                        .build(),
                "/",
                TrustedProxies.none());
        assertThatThrownBy(() -> request.body(10))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        e -> assertThat(e.problem().type()).isEqualTo(RequestProblems.REQUEST_MALFORMED));
    }
}
