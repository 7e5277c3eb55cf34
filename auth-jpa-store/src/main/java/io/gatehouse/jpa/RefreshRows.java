package io.gatehouse.jpa;

import io.gatehouse.secret.SealedText;
import io.gatehouse.secret.SecretHash;
import io.gatehouse.token.RefreshFamily;
import io.gatehouse.token.RefreshToken;
import java.time.Instant;
import java.util.Optional;

/** Logins by tokens, as rows and as records. */
final class RefreshRows {
    private RefreshRows() {}

    static RefreshFamilyRow row(RefreshFamily family) {
        RefreshFamilyRow row = new RefreshFamilyRow();
        row.id = family.id();
        row.accountId = family.accountId();
        row.createdAt = family.createdAt().toEpochMilli();
        row.endsAt = family.endsAt().toEpochMilli();
        row.seenAt = family.seen().at().toEpochMilli();
        row.seenAddress = Columns.address(family.seen().address());
        row.seenUserAgent = family.seen().userAgent().orElse(null);
        row.rotations = family.rotations();
        row.expiresAt = family.expiresAt().toEpochMilli();
        return row;
    }

    static RefreshFamily family(RefreshFamilyRow row) {
        return new RefreshFamily(
                row.id,
                row.accountId,
                Instant.ofEpochMilli(row.createdAt),
                Instant.ofEpochMilli(row.endsAt),
                new RefreshFamily.Seen(
                        Instant.ofEpochMilli(row.seenAt), row.seenAddress, Optional.ofNullable(row.seenUserAgent)),
                row.rotations,
                Instant.ofEpochMilli(row.expiresAt));
    }

    static RefreshTokenRow row(RefreshToken token) {
        RefreshTokenRow row = new RefreshTokenRow();
        row.id = token.id();
        row.familyId = token.familyId();
        row.hash = token.hash().encoded();
        row.expiresAt = token.expiresAt().toEpochMilli();
        row.usedAt = Columns.millis(token.used().map(RefreshToken.Used::at));
        row.successor = token.used().map(used -> used.successor().encoded()).orElse(null);
        return row;
    }

    static RefreshToken token(RefreshTokenRow row) {
        return new RefreshToken(
                row.id,
                SecretHash.parse(row.hash),
                row.familyId,
                Instant.ofEpochMilli(row.expiresAt),
                Columns.instant(row.usedAt)
                        .flatMap(at -> Optional.ofNullable(row.successor)
                                .map(successor -> new RefreshToken.Used(at, new SealedText(successor)))));
    }
}
