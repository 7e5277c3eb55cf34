package io.gatehouse.password;

/**
 * What a store keeps of a password.
 *
 * @param accountId whose it is
 * @param login the name that it is used with
 * @param hash what {@link PasswordHashing#hash} gave, or a hash of an older system
 */
public record StoredPassword(String accountId, LoginName login, String hash) {
    /** Never shows the hash. */
    @Override
    public String toString() {
        return "StoredPassword[" + accountId + "]";
    }
}
