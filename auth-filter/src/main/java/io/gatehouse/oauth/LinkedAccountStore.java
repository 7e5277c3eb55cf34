package io.gatehouse.oauth;

import java.util.Optional;

/**
 * Keeps which person of which provider has which account. The pair of issuer and subject is unique and compared exactly, case included; an
 * e-mail address is never a key. Safe for any number of threads; throws {@link io.gatehouse.StoreUnavailableException} if it can't tell.
 */
public interface LinkedAccountStore {
    /**
     * Finds the account of a person.
     *
     * @param issuer the provider's issuer
     * @param subject the person's subject there
     * @return the link, or empty
     */
    Optional<LinkedAccount> find(String issuer, String subject);

    /**
     * Links a person to an account, if the person has none yet.
     *
     * @param link the new link
     * @return true for exactly one caller; false if the person is linked already, to whichever account
     */
    boolean link(LinkedAccount link);
}
