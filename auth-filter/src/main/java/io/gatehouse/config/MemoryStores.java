package io.gatehouse.config;

import io.gatehouse.apikey.ApiKeyStore;
import io.gatehouse.audit.AuditStore;
import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import io.gatehouse.login.AttemptStore;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryApiKeyStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryAuditStore;
import io.gatehouse.memory.MemoryLinkedAccountStore;
import io.gatehouse.memory.MemoryOneTimeCodeStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.memory.MemoryProviderSessionStore;
import io.gatehouse.memory.MemoryRefreshTokenStore;
import io.gatehouse.memory.MemoryRevocationStore;
import io.gatehouse.memory.MemorySessionStore;
import io.gatehouse.oauth.LinkedAccountStore;
import io.gatehouse.oauth.OneTimeCodeStore;
import io.gatehouse.oauth.PendingLoginStore;
import io.gatehouse.oauth.ProviderSessionStore;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordStore;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.session.SessionStore;
import io.gatehouse.token.RefreshTokenStore;
import io.gatehouse.token.RevocationStore;
import java.util.Set;

/** Every store in memory, with the accounts that stand in the settings. */
record MemoryStores(
        AccountStore accounts,
        PasswordStore passwords,
        ApiKeyStore apiKeys,
        SessionStore sessions,
        RefreshTokenStore refreshTokens,
        RevocationStore revocations,
        AttemptStore attempts,
        PendingLoginStore pendingLogins,
        LinkedAccountStore linkedAccounts,
        AuditStore audit,
        ProviderSessionStore providerSessions,
        OneTimeCodeStore oneTimeCodes,
        MemoryAccountStore writable,
        MemoryPasswordStore secrets)
        implements Stores {

    static MemoryStores empty() {
        MemoryAccountStore accounts = new MemoryAccountStore();
        MemoryPasswordStore passwords = new MemoryPasswordStore();
        return new MemoryStores(
                accounts,
                passwords,
                new MemoryApiKeyStore(),
                new MemorySessionStore(),
                new MemoryRefreshTokenStore(),
                new MemoryRevocationStore(),
                new MemoryAttemptStore(),
                new MemoryPendingLoginStore(),
                new MemoryLinkedAccountStore(),
                new MemoryAuditStore(),
                new MemoryProviderSessionStore(),
                new MemoryOneTimeCodeStore(),
                accounts,
                passwords);
    }

    /** Adds an account with a password; false if another one has its e-mail address. */
    boolean insert(Account account, String hash) {
        writable.put(account);
        return secrets.insert(new StoredPassword(account.id(), LoginName.of(account.email()), hash));
    }

    @Override
    public boolean insert(Account account) {
        writable.put(account);
        return true;
    }

    /** Nothing finds it: it is linked to nobody and has no password. */
    @Override
    public void discard(Account account) {
        writable.put(new Account(account.id(), "", Set.of(), Set.of(), false));
    }
}
