package io.gatehouse.ee;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.PasswordHashing;
import jakarta.enterprise.context.Dependent;
import jakarta.security.enterprise.identitystore.PasswordHash;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Argon2id for identity stores of the container: {@code @DatabaseIdentityStoreDefinition(hashAlgorithm =
 * Argon2PasswordHash.class)}. Costs what {@link Argon2Policy#standard} says, and takes no parameters; reads every hash that {@link
 * PasswordHashing} reads, so also bcrypt and PBKDF2 hashes of an older system. Safe for any number of threads.
 *
 * <p>A container's store that finds no such caller verifies nothing, and so answers sooner; {@link GatehouseIdentityStore} does not.
 */
@Dependent
public final class Argon2PasswordHash implements PasswordHash {
    private final PasswordHashing hashing = PasswordHashing.of(Argon2Policy.standard(), new SecureRandom());

    /** For the container. */
    public Argon2PasswordHash() {}

    /**
     * Makes the hash of a new password.
     *
     * @param password the password; not changed here
     * @return a PHC string
     * @throws IllegalArgumentException if the password is empty, has more than 1024 code points, or is not Unicode
     * @throws StoreUnavailableException if too many are hashing
     */
    @Override
    public String generate(char[] password) {
        try {
            return hashing.hash(new String(password));
        } catch (Rejection e) {
            throw busy();
        }
    }

    /**
     * Verifies a password.
     *
     * @param password the password; not changed here
     * @param hashedPassword what is stored
     * @return true if it is the password
     * @throws StoreUnavailableException if too many are hashing
     */
    @Override
    public boolean verify(char[] password, String hashedPassword) {
        try {
            return hashing.matches(new String(password), Optional.ofNullable(hashedPassword));
        } catch (Rejection e) {
            throw busy();
        }
    }

    private static StoreUnavailableException busy() {
        return new StoreUnavailableException("too many passwords are being hashed");
    }
}
