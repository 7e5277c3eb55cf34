package io.gatehouse.example;

import io.gatehouse.token.SignatureAlgorithm;
import io.gatehouse.token.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** The key that signs tokens, in a PEM file that only its owner reads; made at the first start. */
final class SigningKeyFile {
    private SigningKeyFile() {}

    static SigningKey read(Path file, SecureRandom random) {
        try {
            if (Files.notExists(file)) {
                create(file, random);
            }
            return SigningKey.fromPem(SignatureAlgorithm.ES256, Files.readString(file, StandardCharsets.US_ASCII));
        } catch (FileSystemException e) {
            throw new IllegalStateException("The signing key " + file + " can't be read or made: " + e, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written aside and put in place whole: of two nodes that start at once, one wins, and both read its key. */
    private static void create(Path file, SecureRandom random) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        // Temporary files are their owner's alone
        Path written = Files.createTempFile(folder, "signing-key", ".new");
        try {
            Files.writeString(written, pem(random), StandardCharsets.US_ASCII);
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException e) {
            // Another node was faster
        } finally {
            Files.delete(written);
        }
    }

    private static String pem(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            return block("PRIVATE KEY", pair.getPrivate()) + block("PUBLIC KEY", pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private static String block(String type, Key key) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }
}
