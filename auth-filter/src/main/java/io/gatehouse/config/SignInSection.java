package io.gatehouse.config;

import io.gatehouse.login.Grant;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.ReturnTo;
import io.gatehouse.oauth.NativeApp;
import io.gatehouse.oauth.OAuthLogin;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What sign-in with providers does only where it is asked for.
 *
 * @param timeout how long a request to a provider may take
 * @param errorPage where browsers go when a sign-in fails
 * @param backChannelLogout whether providers may end logins here
 * @param providerLogout whether people may sign out at the provider too
 * @param apps native apps
 */
record SignInSection(
        Optional<Duration> timeout,
        Optional<ReturnTo> errorPage,
        boolean backChannelLogout,
        boolean providerLogout,
        List<NativeApp> apps) {
    private static final String GROUP = "gatehouse.sign-in.";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    static final Key<Duration> TIMEOUT = new Key<>(
            GROUP + "timeout",
            ValueType.DURATION,
            "OAuthLogin.withTimeout",
            "5s",
            "How long one request to a provider may take, at most 30 seconds.");
    static final Key<ReturnTo> ERROR_PAGE = new Key<>(
            GROUP + "error-page",
            new ValueType<>("path", SignInSection::page),
            "OAuthLogin.withErrorPage",
            "",
            "The page, with the context path, that browsers are sent to when a sign-in fails; the problem's code is in its parameter"
                    + " `problem`.");
    static final Key<Boolean> BACK_CHANNEL = new Key<>(
            GROUP + "back-channel-logout",
            ValueType.FLAG,
            "OAuthLogin.withBackChannelLogout",
            "false",
            "Lets providers end logins here.");
    static final Key<Boolean> PROVIDER_LOGOUT = new Key<>(
            GROUP + "provider-logout",
            ValueType.FLAG,
            "OAuthLogin.withProviderLogout",
            "false",
            "Lets people sign out at the provider too.");
    static final Key<URI> REDIRECT_URI = new Key<>(
            "gatehouse.native-apps.{name}.redirect-uri",
            new ValueType<>("address", SignInSection::uri),
            "OAuthLogin.withNativeApps,NativeApp.new",
            "",
            "Where a native app gets its code: https, `http://127.0.0.1/…`, or a scheme like `com.example.app`. The name in the key is its"
                    + " client id. It gets tokens of this application.");

    static List<Key<?>> keyList() {
        return List.of(TIMEOUT, ERROR_PAGE, BACK_CHANNEL, PROVIDER_LOGOUT, REDIRECT_URI);
    }

    static SignInSection read(Reading reading) {
        Optional<Duration> timeout = reading.find(TIMEOUT);
        if (timeout.isPresent()
                && (timeout.get().compareTo(LONGEST) > 0 || timeout.get().compareTo(Duration.ZERO) <= 0)) {
            reading.problem(TIMEOUT, "can't be used: it is at most 30 seconds");
            timeout = Optional.empty();
        }
        List<NativeApp> apps = new ArrayList<>();
        for (String name : reading.names(List.of(REDIRECT_URI))) {
            reading.find(REDIRECT_URI, name)
                    .flatMap(uri -> reading.attempt(REDIRECT_URI, name, () -> new NativeApp(name, uri)))
                    .ifPresent(apps::add);
        }
        if (!apps.isEmpty() && !reading.has(TokenSection.ISSUER)) {
            reading.problem(
                    REDIRECT_URI,
                    apps.get(0).clientId(),
                    "has no effect: apps get tokens, so set " + TokenSection.ISSUER.name());
        }
        return new SignInSection(
                timeout, reading.find(ERROR_PAGE), reading.isOn(BACK_CHANNEL), reading.isOn(PROVIDER_LOGOUT), apps);
    }

    /** Whether an app is named. */
    static boolean namesApps(Reading reading) {
        return !reading.names(List.of(REDIRECT_URI)).isEmpty();
    }

    OAuthLogin applyTo(OAuthLogin login, Stores stores, LiveLogins[] logins, Optional<Grant> tokens) {
        OAuthLogin it = login;
        it = timeout.isPresent() ? it.withTimeout(timeout.get()) : it;
        it = errorPage.isPresent() ? it.withErrorPage(errorPage.get()) : it;
        it = backChannelLogout ? it.withBackChannelLogout(stores.providerSessions(), stores.attempts(), logins) : it;
        it = providerLogout ? it.withProviderLogout(stores.providerSessions(), logins) : it;
        return apps.isEmpty() || tokens.isEmpty()
                ? it
                : it.withNativeApps(
                        stores.oneTimeCodes(), stores.accounts(), tokens.get(), apps.toArray(NativeApp[]::new));
    }

    static ReturnTo page(String text) {
        return ReturnTo.parse(text)
                .orElseThrow(() -> new WrongValueException(
                        "is \"" + text + "\", which is no path of this application like /login.html"));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new WrongValueException("is \"" + text + "\", which is no address", e);
        }
    }
}
