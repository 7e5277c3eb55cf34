package io.gatehouse.config;

import io.gatehouse.AuthFeature;
import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.audit.AuditStore;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.oauth.LinkedAccountStore;
import io.gatehouse.oauth.OneTimeCodeStore;
import io.gatehouse.oauth.PendingLoginStore;
import io.gatehouse.oauth.ProviderSessionStore;
import io.gatehouse.password.PasswordStore;
import io.gatehouse.session.SessionStore;
import io.gatehouse.token.RefreshTokenStore;
import io.gatehouse.token.RevocationStore;
import java.util.List;

/** Every store that settings can ask for; what a {@link StoreProvider} opens. Safe for any number of threads. */
public interface Stores {
    /**
     * Accounts.
     *
     * @return the store
     */
    AccountStore accounts();

    /**
     * Passwords.
     *
     * @return the store
     */
    PasswordStore passwords();

    /**
     * API keys.
     *
     * @return the store
     */
    ApiKeyStore apiKeys();

    /**
     * Sessions.
     *
     * @return the store
     */
    SessionStore sessions();

    /**
     * Refresh tokens.
     *
     * @return the store
     */
    RefreshTokenStore refreshTokens();

    /**
     * Ended logins.
     *
     * @return the store
     */
    RevocationStore revocations();

    /**
     * Attempts to log in.
     *
     * @return the store
     */
    AttemptStore attempts();

    /**
     * Sign-ins with providers that have begun.
     *
     * @return the store
     */
    PendingLoginStore pendingLogins();

    /**
     * Which person of which provider has which account.
     *
     * @return the store
     */
    LinkedAccountStore linkedAccounts();

    /**
     * Which login belongs to which session at a provider.
     *
     * @return the store
     */
    ProviderSessionStore providerSessions();

    /**
     * Codes that native apps exchange for tokens.
     *
     * @return the store
     */
    OneTimeCodeStore oneTimeCodes();

    /**
     * The audit trail.
     *
     * @return the store
     */
    AuditStore audit();

    /**
     * Makes the account of somebody who signs in with a provider for the first time.
     *
     * @param account the account, with an id that did not exist before
     * @return false to refuse the person
     */
    boolean insert(Account account);

    /**
     * Takes back an account that was made a moment ago, and that nobody will use.
     *
     * @param account the account
     */
    void discard(Account account);

    /**
     * What is to be used beside: for instance a timer that purges, or something that closes what was opened.
     *
     * @return features, closed with the engine
     */
    default List<AuthFeature> features() {
        return List.of();
    }
}
