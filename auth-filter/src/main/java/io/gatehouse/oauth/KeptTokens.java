package io.gatehouse.oauth;

import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens of a provider, opened. Never shown.
 *
 * @param subject whose they are at the provider
 * @param nonce digest of the nonce of the sign-in
 * @param refreshAt from when on the access token should be replaced, if it ends
 */
record KeptTokens(
        String accessToken,
        Optional<String> refreshToken,
        Optional<Instant> refreshAt,
        Optional<Instant> expiresAt,
        String subject,
        String nonce) {
    /** The longest access or refresh token that is kept, in characters. */
    static final int MAX_TOKEN = 16 * 1024;

    /** How long before its end a token is replaced. */
    private static final Duration EARLY = Duration.ofSeconds(60);
    /** How long a token that can be refreshed is used if the provider does not say how long it lives. */
    private static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(365);

    static KeptTokens of(TokenResponse tokens, String subject, String nonce, Instant now) {
        Optional<Duration> lifetime = tokens.expiresIn()
                .map(seconds -> Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST.toSeconds()))))
                .or(() -> tokens.refreshToken().map(any -> UNKNOWN_LIFETIME));
        return new KeptTokens(
                tokens.accessToken(),
                tokens.refreshToken(),
                lifetime.map(life -> now.plus(life).minus(early(life))),
                lifetime.map(now::plus),
                subject,
                nonce);
    }

    /** The tokens after a refresh: a provider that does not rotate sends no new refresh token (RFC 6749 section 6). */
    KeptTokens refreshed(TokenResponse tokens, Instant now) {
        TokenResponse whole = tokens.refreshToken().isPresent()
                ? tokens
                : new TokenResponse(tokens.accessToken(), tokens.idToken(), refreshToken, tokens.expiresIn());
        return of(whole, subject, nonce, now);
    }

    /** With the refresh token of an earlier sign-in, and its nonce, which the ID token of a refresh may repeat. */
    KeptTokens withRefreshTokenOf(KeptTokens earlier) {
        return new KeptTokens(accessToken, earlier.refreshToken(), refreshAt, expiresAt, subject, earlier.nonce());
    }

    private static Duration early(Duration life) {
        Duration quarter = life.dividedBy(4);
        return quarter.compareTo(EARLY) < 0 ? quarter : EARLY;
    }

    boolean isDue(Instant now) {
        return refreshAt.isPresent() && !now.isBefore(refreshAt.get());
    }

    boolean isOver(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    /** Whether they have a form and size that can be kept and sent. */
    boolean isKeepable() {
        return isToken(accessToken) && refreshToken.map(KeptTokens::isToken).orElse(true);
    }

    /** RFC 6749 appendix A.12 and A.17, without the space; nor what JSON writes longer. */
    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_TOKEN
                && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
    }

    String toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", accessToken);
        refreshToken.ifPresent(token -> members.put("refresh_token", token));
        refreshAt.ifPresent(at -> members.put("refresh_at", at.toEpochMilli()));
        expiresAt.ifPresent(at -> members.put("expires_at", at.toEpochMilli()));
        members.put("sub", subject);
        members.put("nonce", nonce);
        return Json.write(members);
    }

    static KeptTokens parse(String json) throws JsonException {
        JsonObject members = Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
        return new KeptTokens(
                members.string("access_token").orElseThrow(() -> new JsonException("no access token")),
                members.string("refresh_token"),
                members.integer("refresh_at").map(Instant::ofEpochMilli),
                members.integer("expires_at").map(Instant::ofEpochMilli),
                members.string("sub").orElse(""),
                members.string("nonce").orElse(""));
    }

    /** Never shows tokens. */
    @Override
    public String toString() {
        return "KeptTokens[…]";
    }
}
