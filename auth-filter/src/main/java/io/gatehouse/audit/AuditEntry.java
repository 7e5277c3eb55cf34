package io.gatehouse.audit;

import io.gatehouse.AuthEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a row says. Texts are empty where there is nothing to say; their bounds are those of {@link AuthEvent}.
 *
 * @param at when it happened, in whole milliseconds
 * @param type what happened, by the name of an {@link AuthEvent.Type}
 * @param account whose account of this application it concerns
 * @param requestId which request caused it
 * @param method its method
 * @param path its path
 * @param clientAddress where it came from
 * @param userAgent what the client calls itself
 * @param scheme by which kind of credential
 * @param credentialId the public id of the credential
 * @param rule the rule or endpoint that was matched
 * @param code the problem's code
 * @param reason why; for operators
 */
public record AuditEntry(
        Instant at,
        String type,
        String account,
        String requestId,
        String method,
        String path,
        String clientAddress,
        String userAgent,
        String scheme,
        String credentialId,
        String rule,
        String code,
        String reason) {
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * What there is to keep of an event.
     *
     * @param event the event
     * @return the entry
     */
    public static AuditEntry of(AuthEvent event) {
        return new AuditEntry(
                event.at(),
                event.type().name(),
                event.accountId().orElse(""),
                event.requestId().orElse(""),
                event.method(),
                event.path(),
                event.clientAddress(),
                event.userAgent().orElse(""),
                event.scheme().orElse(""),
                event.credentialId().orElse(""),
                event.rule().orElse(""),
                event.code().orElse(""),
                event.reason().orElse(""));
    }
}
