package io.gatehouse;

import io.gatehouse.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the library, whole. May hold secrets that are shown this once: never log one.
 *
 * @param status the HTTP status
 * @param headers header fields in order, each with its lines
 * @param cookies cookies to set
 * @param body the text, sent in UTF-8; empty for none
 * @param facts what happened, for the event listener
 */
public record Reply(
        int status,
        Map<String, List<String>> headers,
        List<SetCookie> cookies,
        String body,
        List<AuthEvent.Fact> facts) {
    private static final List<String> INERT = List.of("default-src 'none'; frame-ancestors 'none'; sandbox");

    /**
     * Checks the header fields.
     *
     * @throws IllegalArgumentException if a name or line has a control character, which could end the field (RFC 9110 section 5.5)
     */
    public Reply {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            requirePlain(header.getKey());
            header.getValue().forEach(Reply::requirePlain);
            copy.put(header.getKey(), List.copyOf(header.getValue()));
        }
        headers = Collections.unmodifiableMap(copy);
        cookies = List.copyOf(cookies);
        facts = List.copyOf(facts);
    }

    /**
     * An answer in JSON, not to be stored by any cache.
     *
     * @param status the HTTP status
     * @param value what {@link Json#write} takes
     * @return the reply
     */
    public static Reply json(int status, Object value) {
        return of(status, "application/json", Json.write(value));
    }

    /**
     * A problem with nobody to invite: without the challenges of any scheme. Whoever has an engine lets it word the answer.
     *
     * @param problem the problem
     * @return the reply
     */
    public static Reply problem(Problem problem) {
        return Refusals.reply(problem, List.of(), null, Optional.empty(), Optional.empty());
    }

    /**
     * 204.
     *
     * @return the reply
     */
    public static Reply noContent() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", List.of("no-store"));
        headers.put("Content-Security-Policy", INERT);
        return new Reply(204, headers, List.of(), "", List.of());
    }

    /**
     * A redirection, not to be stored by any cache.
     *
     * @param status 302 or 303
     * @param location where to
     * @return the reply
     */
    public static Reply redirect(int status, URI location) {
        return noContent().withStatus(status).withHeader("Location", location.toASCIIString());
    }

    /**
     * Text of some type, not to be stored by any cache, and inert should a browser be made to show it.
     *
     * @param status the HTTP status
     * @param type the media type; the charset is UTF-8
     * @param body the text
     * @return the reply
     */
    public static Reply of(int status, String type, String body) {
        return of(status, type, body, Map.of());
    }

    /** The same with further header fields, which win over its own. */
    static Reply of(int status, String type, String body, Map<String, List<String>> more) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of(type + ";charset=UTF-8"));
        headers.put("Cache-Control", List.of("no-store"));
        headers.put("X-Content-Type-Options", List.of("nosniff"));
        headers.put("Content-Security-Policy", INERT);
        headers.putAll(more);
        return new Reply(status, headers, List.of(), body, List.of());
    }

    /**
     * Replaces a header field.
     *
     * @param name the field's name
     * @param lines its lines
     * @return a changed copy
     */
    public Reply withHeader(String name, String... lines) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, List.of(lines));
        return new Reply(status, more, cookies, body, facts);
    }

    /**
     * Adds a cookie.
     *
     * @param cookie the cookie
     * @return a changed copy
     */
    public Reply withCookie(SetCookie cookie) {
        List<SetCookie> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Reply(status, headers, more, body, facts);
    }

    /**
     * Tells the event listener what happened.
     *
     * @param type what happened
     * @param subject whose account it concerns
     * @return a changed copy
     */
    public Reply withFact(AuthEvent.Type type, String subject) {
        return withFact(new AuthEvent.Fact(type, subject, Optional.empty()));
    }

    /**
     * Tells the event listener what happened to a credential.
     *
     * @param type what happened
     * @param subject whose account it concerns
     * @param credentialId the public id of the key, session or login
     * @return a changed copy
     */
    public Reply withFact(AuthEvent.Type type, String subject, String credentialId) {
        return withFact(new AuthEvent.Fact(type, subject, Optional.of(credentialId)));
    }

    /**
     * Tells that a login began, and which. For grants.
     *
     * @param accountId whose login it is
     * @param loginId the login's id
     * @return a changed copy
     */
    public Reply withLogin(String accountId, String loginId) {
        return withFact(AuthEvent.Type.LOGIN, accountId, loginId);
    }

    /**
     * Tells that somebody signed in, unless that is told already: a grant may tell it, and which login began.
     *
     * @param accountId whose login it is
     * @return a changed copy, or this
     */
    public Reply withLoginTold(String accountId) {
        boolean told = facts.stream().anyMatch(fact -> fact.type() == AuthEvent.Type.LOGIN);
        return told ? this : withFact(AuthEvent.Type.LOGIN, accountId);
    }

    /**
     * Passes on what another reply tells.
     *
     * @param fact what happened
     * @return a changed copy
     */
    public Reply withFact(AuthEvent.Fact fact) {
        List<AuthEvent.Fact> more = new ArrayList<>(facts);
        more.add(fact);
        return new Reply(status, headers, cookies, body, more);
    }

    /** Never shows the body or cookie values. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }

    private static void requirePlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7f) {
                throw new IllegalArgumentException("a header field has a control character");
            }
        }
    }

    private Reply withStatus(int value) {
        return new Reply(value, headers, cookies, body, facts);
    }
}
