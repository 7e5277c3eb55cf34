package io.gatehouse.config;

import io.gatehouse.RateLimit;
import io.gatehouse.login.LoginThrottle;
import java.util.List;
import java.util.Optional;

/** How often a login may fail; the library's own limits where empty. */
record LoginLimits(Optional<RateLimit> perAddress, Optional<RateLimit> perLogin, Optional<RateLimit> perPair) {
    private static final String GROUP = "gatehouse.login.limit-";

    static final Key<RateLimit> PER_ADDRESS = new Key<>(
            GROUP + "per-address",
            LimitSection.TYPE,
            "LoginThrottle.withPerAddress",
            LoginThrottle.PER_ADDRESS + "/5m",
            "How often logins from one address may fail, whatever the name; IPv6 by /64.");
    static final Key<RateLimit> PER_LOGIN = new Key<>(
            GROUP + "per-name",
            LimitSection.TYPE,
            "LoginThrottle.withPerLogin",
            LoginThrottle.PER_LOGIN + "/5m",
            "How often logins by one name may fail, from devices that are not known.");
    static final Key<RateLimit> PER_PAIR = new Key<>(
            GROUP + "per-name-and-address",
            LimitSection.TYPE,
            "LoginThrottle.withPerLoginAndAddress",
            LoginThrottle.PER_LOGIN_AND_ADDRESS + "/5m",
            "How often logins by one name from one address may fail.");

    static List<Key<?>> keyList() {
        return List.of(PER_ADDRESS, PER_LOGIN, PER_PAIR);
    }

    static LoginLimits read(Reading reading) {
        return new LoginLimits(reading.find(PER_ADDRESS), reading.find(PER_LOGIN), reading.find(PER_PAIR));
    }

    LoginThrottle apply(LoginThrottle throttle) {
        LoginThrottle limited = throttle;
        limited = perAddress.map(limited::withPerAddress).orElse(limited);
        limited = perLogin.map(limited::withPerLogin).orElse(limited);
        return perPair.map(limited::withPerLoginAndAddress).orElse(limited);
    }
}
