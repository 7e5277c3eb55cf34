package io.gatehouse.config;

import io.gatehouse.SecurityHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What tells browsers to be careful. */
final class HeaderSection {
    private static final String GROUP = "gatehouse.headers.";

    static final Key<Boolean> NONE = new Key<>(
            GROUP + "insecure-none",
            ValueType.FLAG,
            "SecurityHeaders.insecureNone",
            "false",
            "Sends no security headers but those that other keys name.");
    static final Key<Duration> HSTS = new Key<>(
            GROUP + "hsts-max-age",
            ValueType.DURATION,
            "SecurityHeaders.withStrictTransportSecurity",
            "365d",
            "How long browsers use https only, once they were here over https (RFC 6797), at most 2 years.");
    static final Key<Boolean> NO_HSTS = new Key<>(
            GROUP + "insecure-omit-hsts",
            ValueType.FLAG,
            "SecurityHeaders.insecureOmitStrictTransportSecurity",
            "false",
            "Leaves `Strict-Transport-Security` out.");
    static final Key<Boolean> SUB_DOMAINS = new Key<>(
            GROUP + "hsts-subdomains",
            ValueType.FLAG,
            "SecurityHeaders.withSubDomains",
            "false",
            "Extends it to every host below this one.");
    static final Key<Boolean> PRELOAD = new Key<>(
            GROUP + "hsts-preload",
            ValueType.FLAG,
            "SecurityHeaders.withPreload",
            "false",
            "Consents to being listed by browsers as a host for https only. Needs subdomains, and a year.");
    static final Key<String> REFERRER = new Key<>(
            GROUP + "referrer-policy",
            ValueType.TEXT,
            "SecurityHeaders.withReferrerPolicy",
            "strict-origin-when-cross-origin",
            "What browsers tell other origins of the page that a request comes from.");
    static final Key<String> CONTENT = new Key<>(
            GROUP + "content-security-policy",
            ValueType.TEXT,
            "SecurityHeaders.withContentSecurityPolicy",
            "none",
            "The `Content-Security-Policy` of the application's answers that set none.");
    static final Key<Boolean> FRAMING = new Key<>(
            GROUP + "allow-framing",
            ValueType.oneOf(Map.of("same-origin", false, "any", true)),
            "SecurityHeaders.allowFramingBySameOrigin,SecurityHeaders.allowFraming",
            "",
            "Whose pages may show this application's in a frame: `same-origin`, or `any`. Without it nobody's.");

    private HeaderSection() {}

    static List<Key<?>> keyList() {
        return List.of(NONE, HSTS, NO_HSTS, SUB_DOMAINS, PRELOAD, REFERRER, CONTENT, FRAMING);
    }

    static SecurityHeaders read(Reading reading) {
        SecurityHeaders headers = reading.isOn(NONE) ? SecurityHeaders.insecureNone() : SecurityHeaders.standard();
        headers = reading.apply(headers, HSTS, SecurityHeaders::withStrictTransportSecurity);
        if (reading.isOn(NO_HSTS)) {
            if (reading.has(HSTS)) {
                reading.problem(NO_HSTS, "contradicts " + HSTS.name() + ": keep one of the two");
            }
            headers = headers.insecureOmitStrictTransportSecurity();
        }
        headers = reading.apply(headers, SUB_DOMAINS, (it, on) -> on ? it.withSubDomains() : it);
        headers = reading.apply(headers, PRELOAD, (it, on) -> on ? it.withPreload() : it);
        headers = reading.apply(headers, REFERRER, SecurityHeaders::withReferrerPolicy);
        headers = reading.apply(headers, CONTENT, SecurityHeaders::withContentSecurityPolicy);
        return reading.apply(headers, FRAMING, (it, any) -> any ? it.allowFraming() : it.allowFramingBySameOrigin());
    }
}
