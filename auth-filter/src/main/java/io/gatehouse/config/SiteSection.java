package io.gatehouse.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What concerns the whole application.
 *
 * @param loginPage where people sign in
 * @param origins foreign origins that may act for people who are signed in
 * @param plainHttpOnLocalhost whether cookies go over plain http on a developer's machine
 * @param plainHttp whether credentials are accepted over plain http from anywhere
 * @param trustedProxies addresses of proxies
 * @param forwardedHeader whether they set {@code Forwarded} and not {@code X-Forwarded-…}
 * @param pathParameters whether URLs may have path parameters
 * @param encodedPercent whether URLs may have an encoded percent sign
 * @param containerLogin whether the container's own login counts on open paths
 */
record SiteSection(
        Optional<String> loginPage,
        List<String> origins,
        boolean plainHttpOnLocalhost,
        boolean plainHttp,
        List<String> trustedProxies,
        boolean forwardedHeader,
        boolean pathParameters,
        boolean encodedPercent,
        boolean containerLogin) {
    static final Key<String> LOGIN_PAGE = new Key<>(
            "gatehouse.login-page",
            ValueType.TEXT,
            "AuthEngineBuilder.loginPage",
            "",
            "The page where people sign in, without the context path, which a rule must open. Browsers are sent there.");
    static final Key<List<String>> ORIGINS = new Key<>(
            "gatehouse.allow-origins",
            ValueType.LIST,
            "AuthEngineBuilder.allowOrigin",
            "none",
            "Foreign origins whose pages may act for people who are signed in.");
    static final Key<Boolean> INSECURE_HTTP = new Key<>(
            "gatehouse.insecure-http",
            ValueType.oneOf(Map.of("localhost", true)),
            "SessionPolicy.allowInsecureHttpOnLocalhost,OAuthLogin.insecureAllowHttp",
            "",
            "`localhost` lets session cookies go over plain http on a developer's own machine.");
    static final Key<Boolean> PLAIN_HTTP = new Key<>(
            "gatehouse.insecure-allow-plain-http",
            ValueType.FLAG,
            "AuthEngineBuilder.insecureAllowPlainHttp",
            "false",
            "Accepts credentials over plain http from other machines.");
    static final Key<List<String>> PROXIES = new Key<>(
            "gatehouse.trusted-proxies",
            ValueType.LIST,
            "TrustedProxies.of",
            "none",
            "Addresses and blocks of proxies that say who the client is.");
    static final Key<Boolean> FORWARDED = new Key<>(
            "gatehouse.forwarding-header",
            ValueType.oneOf(Map.of("x-forwarded", false, "forwarded", true)),
            "TrustedProxies.withForwardedHeader",
            "x-forwarded",
            "Which headers they set: `X-Forwarded-…`, or `Forwarded` of RFC 7239.");
    static final Key<Boolean> PATH_PARAMETERS = new Key<>(
            "gatehouse.urls.allow-path-parameters",
            ValueType.FLAG,
            "UrlPolicy.allowPathParameters",
            "false",
            "Lets path parameters through, such as `;jsessionid=…`.");
    static final Key<Boolean> ENCODED_PERCENT = new Key<>(
            "gatehouse.urls.allow-encoded-percent",
            ValueType.FLAG,
            "UrlPolicy.allowEncodedPercent",
            "false",
            "Lets `%25` through.");

    static final Key<Boolean> CONTAINER_LOGIN = new Key<>(
            "gatehouse.allow-container-login",
            ValueType.FLAG,
            "ServletAdapter.allowContainerLogin,AuthFilter.allowContainerLogin",
            "false",
            "On open paths, lets the application see whom its container has signed in, by a form of `web.xml` for instance. No rule counts that.");

    static List<Key<?>> keyList() {
        return List.of(
                LOGIN_PAGE,
                ORIGINS,
                INSECURE_HTTP,
                PLAIN_HTTP,
                PROXIES,
                FORWARDED,
                PATH_PARAMETERS,
                ENCODED_PERCENT,
                CONTAINER_LOGIN);
    }

    static SiteSection read(Reading reading) {
        List<String> origins = reading.find(ORIGINS).orElse(List.of());
        if (origins.stream().anyMatch(it -> it.indexOf('*') >= 0)) {
            reading.problem(
                    ORIGINS,
                    "has a wildcard, by which every page in the world could act for your users: name each origin");
        }
        List<String> proxies = reading.find(PROXIES).orElse(List.of());
        Optional<Boolean> forwarded = reading.find(FORWARDED);
        if (forwarded.isPresent() && !reading.has(PROXIES)) {
            reading.problem(FORWARDED, "has no effect: " + PROXIES.name() + " names no proxy");
        }
        return new SiteSection(
                reading.find(LOGIN_PAGE),
                origins,
                reading.isOn(INSECURE_HTTP),
                reading.isOn(PLAIN_HTTP),
                proxies,
                forwarded.orElse(false),
                reading.isOn(PATH_PARAMETERS),
                reading.isOn(ENCODED_PERCENT),
                reading.isOn(CONTAINER_LOGIN));
    }
}
