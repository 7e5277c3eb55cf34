package io.gatehouse.login;

import java.util.Optional;

/** An attempt to log in that a {@link LoginThrottle} has counted and admitted. Made by it only; immutable. */
public final class LoginAttempt {
    private final String login;
    private final String address;
    private final Optional<String> cookieKey;
    private final Optional<String> addressKey;
    private final boolean browser;

    private LoginAttempt(
            String login, String address, Optional<String> cookieKey, Optional<String> addressKey, boolean browser) {
        this.login = login;
        this.address = address;
        this.cookieKey = cookieKey;
        this.addressKey = addressKey;
        this.browser = browser;
    }

    static LoginAttempt ofStranger(String login, String address, boolean browser) {
        return new LoginAttempt(login, address, Optional.empty(), Optional.empty(), browser);
    }

    LoginAttempt knownByCookie(String key) {
        return new LoginAttempt(login, address, Optional.of(key), Optional.empty(), true);
    }

    LoginAttempt knownByAddress(String key) {
        return new LoginAttempt(login, address, Optional.empty(), Optional.of(key), browser);
    }

    /**
     * Whether it comes from where this login succeeded before. Such attempts have a counter of their own, so what strangers do with the
     * name is no reason to refuse them.
     *
     * @return true if it does
     */
    public boolean isFromKnownDevice() {
        return cookieKey.isPresent() || addressKey.isPresent();
    }

    /** The login name in its normal form. */
    String login() {
        return login;
    }

    /** The block of the client's address. */
    String address() {
        return address;
    }

    /** What counts the device that a cookie has named. */
    Optional<String> cookieKey() {
        return cookieKey;
    }

    /** What counts attempts from an address that is known for this login. */
    Optional<String> addressKey() {
        return addressKey;
    }

    /** Whether the client keeps cookies. */
    boolean browser() {
        return browser;
    }

    /** Shows neither name nor address. */
    @Override
    public String toString() {
        return "LoginAttempt[" + (isFromKnownDevice() ? "known device" : "stranger") + "]";
    }
}
