package io.gatehouse;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The header fields that tell browsers to be careful, on every answer: those of the application and those of the library. They are
 * defaults: a field that the application sets is never changed, nor sent twice. Immutable.
 *
 * <p>{@link #standard} sends {@code X-Content-Type-Options: nosniff}, {@code X-Frame-Options: DENY}, {@code Referrer-Policy:
 * strict-origin-when-cross-origin}, {@code X-XSS-Protection: 0} and, over https only (RFC 6797 section 7.2) and not to {@code
 * localhost}, {@code Strict-Transport-Security} for a year.
 *
 * <p>{@code X-XSS-Protection} is 0 because the filter that it steers, in old browsers, could be made to leak what a page says, or to
 * take out its own scripts. No referrer policy stricter than the standard one is the default: under {@code no-referrer} browsers send
 * {@code Origin: null} with the forms of the application's own pages, and same-site proof would fail. The answers of the library
 * have a {@code Content-Security-Policy} under which nothing runs, loads or is framed; what a page of the application may do, it
 * knows itself.
 */
public final class SecurityHeaders {
    private static final long YEAR = Duration.ofDays(365).toSeconds();
    private static final long MOST_SECONDS = 2 * YEAR + Duration.ofDays(1).toSeconds();
    private static final SecurityHeaders NONE = new SecurityHeaders(Map.of(), 0, false, false);
    private static final SecurityHeaders STANDARD = new SecurityHeaders(
            ordered(
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "strict-origin-when-cross-origin",
                    "X-XSS-Protection", "0"),
            YEAR,
            false,
            false);
    /** W3C Referrer Policy section 3, without those that send paths to other origins or over plain http. */
    private static final Set<String> REFERRER_POLICIES = Set.of(
            "no-referrer",
            "same-origin",
            "origin",
            "strict-origin",
            "origin-when-cross-origin",
            "strict-origin-when-cross-origin");

    private final Map<String, String> always;
    private final long hstsSeconds;
    private final boolean subDomains;
    private final boolean preload;
    private final Map<String, String> overHttps;

    private SecurityHeaders(Map<String, String> always, long hstsSeconds, boolean subDomains, boolean preload) {
        if (preload && (!subDomains || hstsSeconds < YEAR)) {
            throw new IllegalArgumentException(
                    "browsers take no host into their lists unless subdomains are included, for a year at least");
        }
        if (subDomains && hstsSeconds == 0) {
            throw new IllegalArgumentException(
                    "subdomains can't be included where Strict-Transport-Security is left out");
        }
        this.always = Collections.unmodifiableMap(always);
        this.hstsSeconds = hstsSeconds;
        this.subDomains = subDomains;
        this.preload = preload;
        Map<String, String> secure = new LinkedHashMap<>(always);
        if (hstsSeconds > 0) {
            secure.put(
                    "Strict-Transport-Security",
                    "max-age=" + hstsSeconds + (subDomains ? "; includeSubDomains" : "")
                            + (preload ? "; preload" : ""));
        }
        this.overHttps = Collections.unmodifiableMap(secure);
    }

    /**
     * The default.
     *
     * @return the headers that the class comment names
     */
    public static SecurityHeaders standard() {
        return STANDARD;
    }

    /**
     * No headers at all but those that are added by further calls. A weakening: browsers guess types, frame every page and come back
     * over plain http, unless the application or a proxy says otherwise.
     *
     * @return no headers
     */
    public static SecurityHeaders insecureNone() {
        return NONE;
    }

    /**
     * How long browsers use https only, once they were here over https. Below a year a check-list will complain; begin with a day if
     * you are not sure that the host stays reachable over https.
     *
     * @param value 1 second to 2 years
     * @return a changed copy
     * @throws IllegalArgumentException if it is shorter or longer, or too short for {@link #withPreload}
     */
    public SecurityHeaders withStrictTransportSecurity(Duration value) {
        if (value.toSeconds() < 1 || value.toSeconds() > MOST_SECONDS) {
            throw new IllegalArgumentException("Strict-Transport-Security for " + value + ", not 1 second to 2 years");
        }
        return new SecurityHeaders(always, value.toSeconds(), subDomains, preload);
    }

    /**
     * Leaves {@code Strict-Transport-Security} out. A weakening: whoever is between browser and server can answer the first request over
     * plain http, at every visit.
     *
     * @return a changed copy
     * @throws IllegalArgumentException after {@link #withSubDomains}
     */
    public SecurityHeaders insecureOmitStrictTransportSecurity() {
        return new SecurityHeaders(always, 0, subDomains, preload);
    }

    /**
     * Extends {@code Strict-Transport-Security} to every host below this one (RFC 6797 section 6.1.2), whoever runs it.
     *
     * @return a changed copy
     * @throws IllegalArgumentException if the header is left out
     */
    public SecurityHeaders withSubDomains() {
        return new SecurityHeaders(always, hstsSeconds, true, preload);
    }

    /**
     * Consents to being listed by browsers as a host for https only, which takes months to undo. After {@link #withSubDomains}.
     *
     * @return a changed copy
     * @throws IllegalArgumentException unless subdomains are included, for a year at least
     */
    public SecurityHeaders withPreload() {
        return new SecurityHeaders(always, hstsSeconds, subDomains, true);
    }

    /**
     * Changes what browsers tell other origins of the page that a request comes from.
     *
     * @param value one of the policies that send no path to other origins. Under {@code no-referrer}, browsers without Fetch Metadata
     *     can't prove that a form of the application's own is same-site, and are refused
     * @return a changed copy
     * @throws IllegalArgumentException if it is no such policy
     */
    public SecurityHeaders withReferrerPolicy(String value) {
        if (!REFERRER_POLICIES.contains(value)) {
            throw new IllegalArgumentException(
                    "the referrer policy \"" + value + "\" is unknown, or tells other origins"
                            + " the path: choose strict-origin-when-cross-origin, same-origin or no-referrer");
        }
        return with("Referrer-Policy", value);
    }

    /**
     * A {@code Content-Security-Policy} for answers of the application that set none.
     *
     * @param value the policy, for instance {@code default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'}
     * @return a changed copy
     * @throws IllegalArgumentException if it is blank or not printable ASCII
     */
    public SecurityHeaders withContentSecurityPolicy(String value) {
        if (value.isBlank() || !value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("the Content-Security-Policy is blank, or not printable ASCII");
        }
        return with("Content-Security-Policy", value);
    }

    /**
     * Lets pages of the same origin show this application's in a frame. A weakening: a page of the same origin that strangers may fill
     * can make people click what they don't see.
     *
     * @return a changed copy
     */
    public SecurityHeaders allowFramingBySameOrigin() {
        return with("X-Frame-Options", "SAMEORIGIN");
    }

    /**
     * Lets every page in the world show this application's in a frame, unless the application says otherwise. A weakening: people can be
     * made to click what they don't see.
     *
     * @return a changed copy
     */
    public SecurityHeaders allowFraming() {
        Map<String, String> fewer = new LinkedHashMap<>(always);
        fewer.remove("X-Frame-Options");
        return new SecurityHeaders(fewer, hstsSeconds, subDomains, preload);
    }

    /**
     * The fields for one answer, for adapters.
     *
     * @param origin what the client addressed, as {@link AuthRequest#origin} says it
     * @return names and values; the same object for every call of a kind
     */
    public Map<String, String> fields(String origin) {
        // a developer's browser would refuse all that the machine serves over plain http
        boolean local = origin.equals("https://localhost") || origin.startsWith("https://localhost:");
        return origin.startsWith("https:") && !local ? overHttps : always;
    }

    private SecurityHeaders with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(always);
        more.put(name, value);
        return new SecurityHeaders(more, hstsSeconds, subDomains, preload);
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
