package io.gatehouse;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened and that an operator may want to know. Holds no secret.
 *
 * @param type what happened
 * @param at when
 * @param method the request's method, with {@code ?} for control characters
 * @param path the request's path, with {@code ?} for control characters
 * @param clientAddress where the request came from
 * @param subject whose account it concerns, if known
 * @param code the problem's code; empty unless refused
 * @param reason why it was refused, for the operator only; empty unless refused
 */
public record AuthEvent(
        Type type,
        Instant at,
        String method,
        String path,
        String clientAddress,
        Optional<String> subject,
        Optional<String> code,
        Optional<String> reason) {
    /** What happened. */
    public enum Type {
        /** A request was refused; {@link AuthEvent#code} says how. */
        REFUSED,
        /** Something failed inside: a store down, an error of the library or of something plugged in. */
        FAILED,
        /** Somebody signed in. */
        LOGIN,
        /** A refresh token was exchanged. */
        REFRESH,
        /** A login was ended by its owner. */
        LOGOUT,
        /** A password was changed. */
        PASSWORD_CHANGED,
        /** An account can be signed in to with a provider from now on. */
        ACCOUNT_LINKED,
        /** An API key was made. */
        API_KEY_CREATED,
        /** An API key was replaced. */
        API_KEY_ROTATED,
        /** An API key was revoked. */
        API_KEY_REVOKED
    }

    /**
     * What an endpoint reports with its reply.
     *
     * @param type what happened
     * @param subject whose account it concerns
     * @param loginId the login that began, if one did and its grant tells; so that it can be found and ended later
     */
    public record Fact(Type type, String subject, Optional<String> loginId) {}

    /** Hears of events. Called on the request's thread: be quick, and safe for any number of threads. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Hears of an event. What it throws is logged and changes no decision.
         *
         * @param event what happened
         */
        void on(AuthEvent event);
    }
}
