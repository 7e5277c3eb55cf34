package io.gatehouse.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ties rows together: each holds a hash over itself and the hash of the row before. Without a key (SHA-256) a change is found unless whoever
 * made it also computed all later hashes anew; with a key (HMAC-SHA-256) nobody who does not have it can. Immutable and safe for any number
 * of threads.
 */
final class AuditChain {
    static final int LEAST_KEY = 32;
    private static final String FORMAT = "gatehouse audit 1";
    private static final String HMAC = "HmacSHA256";

    private final Optional<SecretKeySpec> key;

    private AuditChain(Optional<SecretKeySpec> key) {
        this.key = key;
    }

    static AuditChain unkeyed() {
        return new AuditChain(Optional.empty());
    }

    static AuditChain keyed(byte[] key) {
        if (key.length < LEAST_KEY) {
            throw new IllegalArgumentException("a key of the audit trail has at least " + LEAST_KEY + " bytes");
        }
        return new AuditChain(Optional.of(new SecretKeySpec(key, HMAC)));
    }

    /** The rows that follow. */
    List<AuditRecord> continued(AuditMark head, List<AuditEntry> entries) {
        List<AuditRecord> records = new ArrayList<>();
        AuditMark at = head;
        for (AuditEntry entry : entries) {
            long sequence = at.sequence() + 1;
            AuditRecord record = new AuditRecord(sequence, entry, at.hash(), hash(sequence, entry, at.hash()));
            records.add(record);
            at = record.mark();
        }
        return records;
    }

    /** Whether a row is as it was when it was added. */
    boolean proves(AuditRecord record) {
        String expected = hash(record.sequence(), record.entry(), record.previous());
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), record.hash().getBytes(StandardCharsets.UTF_8));
    }

    private String hash(long sequence, AuditEntry entry, String previous) {
        byte[] bytes = bytes(sequence, entry, previous);
        try {
            byte[] hash;
            if (key.isPresent()) {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(key.get());
                hash = mac.doFinal(bytes);
            } else {
                hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256 and HMAC", e);
        }
    }

    /** Each text with its length before it, so that no two rows have the same bytes. */
    private static byte[] bytes(long sequence, AuditEntry entry, String previous) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, FORMAT);
            out.writeLong(sequence);
            write(out, previous);
            out.writeLong(entry.at().toEpochMilli());
            write(out, entry.type());
            write(out, entry.account());
            write(out, entry.requestId());
            write(out, entry.method());
            write(out, entry.path());
            write(out, entry.clientAddress());
            write(out, entry.userAgent());
            write(out, entry.scheme());
            write(out, entry.credentialId());
            write(out, entry.rule());
            write(out, entry.code());
            write(out, entry.reason());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
