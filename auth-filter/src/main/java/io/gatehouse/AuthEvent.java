package io.gatehouse;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened and that an operator, or the account that it concerns, may want to know. Holds no secret. Every text is cut to
 * its bound and has {@code ?} for what could forge or hide part of a line: control and format characters, line separators.
 *
 * @param type what happened
 * @param requestId names the judgement of the request; the answer to a refusal carries the same. Empty if no request caused it
 * @param at when
 * @param method the request's method; empty text if there is none
 * @param path the request's path; empty text if there is none
 * @param clientAddress where the request came from; empty text if there is none
 * @param userAgent what the client calls itself
 * @param subject whom it concerns, if that was proved
 * @param issuer who vouches for the subject; empty if it is an account of this application
 * @param scheme by which kind of credential
 * @param credentialId the public id of the credential: of a key, a session, a login; never a secret
 * @param rule the rule or endpoint that was matched
 * @param code the problem's code; empty unless refused
 * @param reason why, for the operator only: the check that failed, expected and actual value
 */
public record AuthEvent(
        Type type,
        Optional<String> requestId,
        Instant at,
        String method,
        String path,
        String clientAddress,
        Optional<String> userAgent,
        Optional<String> subject,
        Optional<String> issuer,
        Optional<String> scheme,
        Optional<String> credentialId,
        Optional<String> rule,
        Optional<String> code,
        Optional<String> reason) {
    /** The longest text of any part but the path and the reason. */
    public static final int MAX_TEXT = 255;

    /** The longest path or reason. */
    public static final int MAX_LONG_TEXT = 400;

    public AuthEvent {
        method = cut(method, MAX_TEXT);
        path = cut(path, MAX_LONG_TEXT);
        clientAddress = cut(clientAddress, MAX_TEXT);
        userAgent = userAgent.map(it -> cut(it, MAX_TEXT));
        subject = subject.map(it -> cut(it, MAX_TEXT));
        issuer = issuer.map(it -> cut(it, MAX_TEXT));
        scheme = scheme.map(it -> cut(it, MAX_TEXT));
        credentialId = credentialId.map(it -> cut(it, MAX_TEXT));
        rule = rule.map(it -> cut(it, MAX_TEXT));
        reason = reason.map(it -> cut(it, MAX_LONG_TEXT));
    }

    /** What happened. */
    public enum Type {
        /** A request was refused; {@link AuthEvent#code} says how. */
        REFUSED(true),
        /** Something failed inside: a store down, an error of the library or of something plugged in. */
        FAILED(true),
        /** Somebody signed in; the reason says by which means if by a provider. */
        LOGIN(false),
        /** Somebody did not prove to be who they said. */
        LOGIN_FAILED(true),
        /** There were too many attempts. */
        THROTTLED(true),
        /** A refresh token was exchanged. */
        REFRESH(false),
        /** A refresh token came again after it was used up: it or its successor is in the wrong hands. Its login was ended. */
        REFRESH_REUSED(false),
        /** Logins were ended by their owner; the reason says which if more than the current one. */
        LOGOUT(false),
        /** A login was ended because its provider said so. */
        LOGOUT_BY_PROVIDER(false),
        /** A login was ended because the account began more than it may have. */
        LOGIN_ENDED_BY_LIMIT(false),
        /** A password was changed. */
        PASSWORD_CHANGED(false),
        /** An account can be signed in to with a provider from now on. */
        ACCOUNT_LINKED(false),
        /** An API key was made. */
        API_KEY_CREATED(false),
        /** An API key that was never used before was accepted; once on each node. */
        API_KEY_FIRST_USED(false),
        /** An API key was replaced. */
        API_KEY_ROTATED(false),
        /** An API key was revoked. */
        API_KEY_REVOKED(false),
        /** The application started; the reason is a summary of what is protected. */
        STARTED(false),
        /** The application did not start; the reason says what was wrong with its settings. */
        START_REFUSED(false),
        /** Settings or keys were read again while the application ran. */
        SETTINGS_READ(false),
        /** Events were not kept, for there were too many of them or nowhere to put them; the reason says how many. */
        LEFT_OUT(false);

        private final boolean byAnyone;

        Type(boolean byAnyone) {
            this.byAnyone = byAnyone;
        }

        /**
         * Whether somebody without an account can cause any number of these, so that whoever keeps them must bound them.
         *
         * @return true if so
         */
        public boolean byAnyone() {
            return byAnyone;
        }
    }

    /**
     * What an endpoint or an authenticator reports.
     *
     * @param type what happened
     * @param subject whose account it concerns
     * @param credentialId the key, session or login that it concerns, if that is known
     * @param reason what else an operator should know; never a secret
     */
    public record Fact(Type type, String subject, Optional<String> credentialId, Optional<String> reason) {
        /**
         * A fact without a reason.
         *
         * @param type what happened
         * @param subject whose account it concerns
         * @param credentialId the key, session or login that it concerns
         */
        public Fact(Type type, String subject, Optional<String> credentialId) {
            this(type, subject, credentialId, Optional.empty());
        }

        /**
         * Says more.
         *
         * @param value what an operator should know; never a secret
         * @return a changed copy
         */
        public Fact because(String value) {
            return new Fact(type, subject, credentialId, Optional.of(value));
        }

        /**
         * The login that began.
         *
         * @return its id, if this is a login and its grant tells
         */
        public Optional<String> loginId() {
            return type == Type.LOGIN ? credentialId : Optional.empty();
        }
    }

    /**
     * An event that no request caused.
     *
     * @param type what happened
     * @param at when
     * @param reason what an operator should know
     * @return the event
     */
    public static AuthEvent ofApplication(Type type, Instant at, String reason) {
        return new AuthEvent(
                type,
                Optional.empty(),
                at,
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason));
    }

    /**
     * Whose account of this application it concerns.
     *
     * @return the account's id; empty if there is none, or the subject is a foreign issuer's
     */
    public Optional<String> accountId() {
        return issuer.isEmpty() ? subject : Optional.empty();
    }

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

    private static String cut(String text, int most) {
        return PlainText.of(text.length() > most ? text.substring(0, most - 1) + "…" : text);
    }
}
