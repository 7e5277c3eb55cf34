package io.gatehouse.jpa;

import io.gatehouse.AuthFeature;
import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.audit.AuditStore;
import io.gatehouse.config.Stores;
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

/** The stores as settings see them. */
record ConfiguredStores(JpaStores stores, List<AuthFeature> features) implements Stores {
    @Override
    public AccountStore accounts() {
        return stores.accounts();
    }

    @Override
    public PasswordStore passwords() {
        return stores.passwords();
    }

    @Override
    public ApiKeyStore apiKeys() {
        return stores.apiKeys();
    }

    @Override
    public SessionStore sessions() {
        return stores.sessions();
    }

    @Override
    public RefreshTokenStore refreshTokens() {
        return stores.refreshTokens();
    }

    @Override
    public RevocationStore revocations() {
        return stores.revocations();
    }

    @Override
    public AttemptStore attempts() {
        return stores.attempts();
    }

    @Override
    public PendingLoginStore pendingLogins() {
        return stores.pendingLogins();
    }

    @Override
    public LinkedAccountStore linkedAccounts() {
        return stores.linkedAccounts();
    }

    @Override
    public ProviderSessionStore providerSessions() {
        return stores.providerSessions();
    }

    @Override
    public OneTimeCodeStore oneTimeCodes() {
        return stores.oneTimeCodes();
    }

    @Override
    public AuditStore audit() {
        return stores.audit();
    }

    @Override
    public boolean insert(Account account) {
        return stores.accounts().insert(account);
    }

    @Override
    public void discard(Account account) {
        stores.accounts().delete(account.id());
    }
}
