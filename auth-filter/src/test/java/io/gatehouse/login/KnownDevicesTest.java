package io.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthRequest;
import io.gatehouse.Rejection;
import io.gatehouse.SetCookie;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.RequestBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is locked out where they signed in from before. */
final class KnownDevicesTest {
    private static final String ADA = "ada@example.com";
    private static final String HERE = "203.0.113.7";

    private final MutableClock clock = MutableClock.create();
    private final MemoryAttemptStore store = new MemoryAttemptStore();
    private final LoginThrottle throttle = new LoginThrottle(store, clock, new SecureRandom());

    @Test
    void aBrowserGetsACookieThatOnlyThisHostSees() throws Rejection {
        SetCookie cookie = signIn();
        assertThat(cookie.headerValue())
                .matches("__Host-gatehouse-device=gd_[\\w-]{22}\\.[\\w-]{43}; Path=/; HttpOnly; Max-Age=34560000;"
                        + " SameSite=Strict; Secure");
        assertThat(cookie.value()).doesNotContain("ada");
    }

    @Test
    void strangersFromEverywhereDoNotLockTheDeviceOut() throws Rejection {
        SetCookie cookie = signIn();
        botnet(500);
        assertThat(admit(browser(HERE, cookie))).isPresent();
        assertThat(admit(browser("198.51.100.1", cookie))).as("elsewhere").isPresent();
        assertThat(admit(browser(HERE).build())).as("without the cookie").isEmpty();
    }

    @Test
    void strangersBehindTheSameAddressDoNotLockTheDeviceOut() throws Rejection {
        SetCookie cookie = signIn();
        for (int i = 0; i < 400; i++) {
            admit("user" + i, browser(HERE).build());
        }
        assertThat(admit("one more", browser(HERE).build())).isEmpty();
        assertThat(admit(browser(HERE, cookie))).isPresent();
    }

    @Test
    void attemptsOfTheDeviceTakeNothingFromOthers() throws Rejection {
        SetCookie cookie = signIn();
        for (int i = 0; i < KnownDevices.MAX_FAILURES; i++) {
            assertThat(admit(browser(HERE, cookie)).orElseThrow().isFromKnownDevice())
                    .isTrue();
        }
        assertThat(admissions(browser(HERE).build(), 20)).isEqualTo(LoginThrottle.PER_LOGIN_AND_ADDRESS);
    }

    @Test
    void aDeviceThatFailsTooOftenIsAStranger() throws Rejection {
        SetCookie cookie = signIn();
        for (int i = 0; i < KnownDevices.MAX_FAILURES; i++) {
            assertThat(admit(browser("198.51.100.1", cookie)).orElseThrow().isFromKnownDevice())
                    .isTrue();
        }
        assertThat(admit(browser("198.51.100.1", cookie)).orElseThrow().isFromKnownDevice())
                .isFalse();
        assertThat(admissions(browser("198.51.100.1", cookie), 50)).isEqualTo(9);
    }

    @Test
    void attemptsOfTheDeviceAtOnceDoNotPassTheLimit() throws Rejection {
        SetCookie cookie = signIn();
        assertThat(Race.run(() -> admit(browser(HERE, cookie))
                        .filter(LoginAttempt::isFromKnownDevice)
                        .isPresent()))
                .filteredOn(known -> known)
                .hasSize(KnownDevices.MAX_FAILURES);
    }

    @Test
    void theCookieIsAnotherAfterEachLoginAndTheOldOneIsNothing() throws Rejection {
        SetCookie first = signIn();
        LoginAttempt attempt = admit(browser(HERE, first)).orElseThrow();
        SetCookie second = throttle.succeeded(attempt).get(0);
        assertThat(second.value()).isNotEqualTo(first.value());
        assertThat(isKnown(browser(HERE, first))).isFalse();
        assertThat(isKnown(browser(HERE, second))).isTrue();
    }

    @Test
    void anAttemptThatNothingCameOfDoesNotCount() throws Rejection {
        SetCookie cookie = signIn();
        for (int i = 0; i < 100; i++) {
            LoginAttempt attempt = admit(browser(HERE, cookie)).orElseThrow();
            assertThat(attempt.isFromKnownDevice()).isTrue();
            throttle.unanswered(attempt);
        }
    }

    @Test
    void theCookieOfOneLoginIsNothingForAnother() throws Rejection {
        SetCookie cookie = signIn();
        assertThat(admit("grace@example.com", browser(HERE, cookie))
                        .orElseThrow()
                        .isFromKnownDevice())
                .isFalse();
        assertThat(admit(" ADA@example.com", browser(HERE, cookie))
                        .orElseThrow()
                        .isFromKnownDevice())
                .isTrue();
    }

    @Test
    void theCookieIsNothingAfterItsTime() throws Rejection {
        SetCookie cookie = signIn();
        clock.advance(Duration.ofDays(400));
        assertThat(isKnown(browser(HERE, cookie))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gd_",
                "nonsense",
                "gd_AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "gs_AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aCookieThatNobodyGotIsNothing(String value) throws Rejection {
        signIn();
        assertThat(isKnown(browser(HERE).cookie(KnownDevices.COOKIE, value).build()))
                .isFalse();
    }

    @Test
    void twoCookiesAreNothing() throws Rejection {
        SetCookie cookie = signIn();
        assertThat(isKnown(browser(HERE)
                        .cookie(cookie.name(), cookie.value())
                        .cookie(cookie.name(), cookie.value())
                        .build()))
                .isFalse();
    }

    @Test
    void aClientWithoutCookiesIsKnownByItsAddress() throws Rejection {
        assertThat(throttle.succeeded(throttle.admit(ADA, HERE))).isEmpty();
        botnet(500);
        assertThat(throttle.admit(ADA, HERE).isFromKnownDevice()).isTrue();
        assertThat(admit(RequestBuilder.post("/").from("198.51.100.1").build())).isEmpty();
        clock.advance(KnownDevices.ADDRESS_LIFETIME);
        assertThat(throttle.admit(ADA, HERE).isFromKnownDevice()).isFalse();
    }

    @Test
    void aKnownAddressIsStillOneAddress() throws Rejection {
        throttle.succeeded(throttle.admit(ADA, HERE));
        for (int i = 0; i < 400; i++) {
            admit("user" + i, RequestBuilder.post("/").from(HERE).build());
        }
        assertThat(admit(RequestBuilder.post("/").from(HERE).build())).isEmpty();
    }

    @Test
    void aKnownAddressThatFailsTooOftenIsAStranger() throws Rejection {
        throttle.succeeded(throttle.admit(ADA, HERE));
        AuthRequest request = RequestBuilder.post("/").from(HERE).build();
        assertThat(admissions(request, 100)).isEqualTo(KnownDevices.MAX_FAILURES + LoginThrottle.PER_LOGIN_AND_ADDRESS);
    }

    @Test
    void anAddressThatFailedTooOftenIsKnownAgainAfterASuccess() throws Rejection {
        throttle.succeeded(throttle.admit(ADA, HERE));
        for (int i = 0; i < KnownDevices.MAX_FAILURES; i++) {
            assertThat(throttle.admit(ADA, HERE).isFromKnownDevice()).isTrue();
        }
        LoginAttempt stranger = throttle.admit(ADA, HERE);
        assertThat(stranger.isFromKnownDevice()).isFalse();
        throttle.succeeded(stranger);
        botnet(500);
        for (int i = 0; i < KnownDevices.MAX_FAILURES; i++) {
            assertThat(throttle.admit(ADA, HERE).isFromKnownDevice()).isTrue();
        }
    }

    @Test
    void ofManyLoginsAtOnceWithOneCookieOneHasItsSuccessorAndTheOthersAreNewDevices() throws Rejection {
        List<SetCookie> first = cookiesOfLoginsAtOnce(signIn());
        assertThat(first).as("one, and nine that are left of ten new ones").hasSize(10);
        for (SetCookie cookie : first) {
            assertThat(cookiesOfLoginsAtOnce(cookie)).hasSize(1);
        }
    }

    private List<SetCookie> cookiesOfLoginsAtOnce(SetCookie cookie) {
        List<LoginAttempt> attempts = new ArrayList<>();
        for (int i = 0; i < KnownDevices.MAX_FAILURES; i++) {
            attempts.add(admit(browser(HERE, cookie)).orElseThrow());
        }
        return attempts.stream()
                .flatMap(attempt -> throttle.succeeded(attempt).stream())
                .toList();
    }

    @Test
    void aProgramThatKeepsNoCookiesLeavesAFewTracesOnly() throws Rejection {
        int cookies = 0;
        for (int i = 0; i < 1000; i++) {
            cookies += throttle.succeeded(admit(browser(HERE).build()).orElseThrow())
                    .size();
        }
        assertThat(cookies).isEqualTo(10);
    }

    private SetCookie signIn() throws Rejection {
        List<SetCookie> cookies =
                throttle.succeeded(throttle.admit(ADA, browser(HERE).build()));
        assertThat(cookies).hasSize(1);
        return cookies.get(0);
    }

    private void botnet(int size) {
        for (int i = 0; i < size; i++) {
            admit(browser("2001:db8:" + Integer.toHexString(i) + "::1").build());
        }
        assertThat(admit(browser("2001:db9::1").build())).as("a stranger").isEmpty();
    }

    private boolean isKnown(AuthRequest request) {
        return admit(request).orElseThrow().isFromKnownDevice();
    }

    private int admissions(AuthRequest request, int attempts) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            admitted += admit(request).isPresent() ? 1 : 0;
        }
        return admitted;
    }

    private Optional<LoginAttempt> admit(AuthRequest request) {
        return admit(ADA, request);
    }

    private Optional<LoginAttempt> admit(String login, AuthRequest request) {
        try {
            return Optional.of(throttle.admit(login, request));
        } catch (Rejection e) {
            assertThat(e.problem().type()).isEqualTo(LoginProblems.LOGIN_THROTTLED);
            return Optional.empty();
        }
    }

    private static AuthRequest browser(String address, SetCookie cookie) {
        return browser(address).cookie(cookie.name(), cookie.value()).build();
    }

    private static RequestBuilder browser(String address) {
        return RequestBuilder.post("/api/auth/login")
                .header("Sec-Fetch-Site", "same-origin")
                .from(address);
    }
}
