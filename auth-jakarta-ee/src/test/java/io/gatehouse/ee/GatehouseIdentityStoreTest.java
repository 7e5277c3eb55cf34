package io.gatehouse.ee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.Rejection;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.Account;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.memory.MemoryAccountStore;
import io.gatehouse.memory.MemoryAttemptStore;
import io.gatehouse.memory.MemoryPasswordStore;
import io.gatehouse.password.Argon2Policy;
import io.gatehouse.password.LoginName;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordVerifier;
import io.gatehouse.password.StoredPassword;
import io.gatehouse.testkit.MutableClock;
import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.security.SecureRandom;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The library's accounts under the container's own mechanisms. */
final class GatehouseIdentityStoreTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final PasswordHashing HASHING = PasswordHashing.of(Argon2Policy.standard(), new SecureRandom());

    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final MemoryPasswordStore passwords = new MemoryPasswordStore();
    private String address = "203.0.113.7";
    private final GatehouseIdentityStore store = GatehouseIdentityStore.of(
            PasswordVerifier.of(
                    passwords, accounts, HASHING, new LoginThrottle(new MemoryAttemptStore(), MutableClock.create())),
            () -> address);

    @BeforeEach
    void addAda() throws Rejection {
        accounts.put(new Account("ada", "ada@example.com", Set.of("user"), Set.of(), true));
        passwords.insert(new StoredPassword("ada", LoginName.of("ada@example.com"), HASHING.hash(PASSWORD)));
    }

    private CredentialValidationResult validate(String login, String password) {
        return store.validate(new UsernamePasswordCredential(login, password));
    }

    @Test
    void tellsTheAccountAndItsRoles() {
        CredentialValidationResult result = validate("Ada@Example.com", PASSWORD);
        assertThat(result.getStatus()).isEqualTo(Status.VALID);
        assertThat(result.getCallerPrincipal().getName()).isEqualTo("ada");
        assertThat(result.getCallerGroups()).containsExactly("user");
        assertThat(store.validationTypes()).contains(IdentityStore.ValidationType.PROVIDE_GROUPS);
    }

    @Test
    void givesNoGroupsToCallersOfOtherStores() {
        assertThat(store.getCallerGroups(new CredentialValidationResult("ada"))).isEmpty();
    }

    @Test
    void givesOneAnswerToUnknownWrongAndDisabled() {
        accounts.put(new Account("ada", "ada@example.com", Set.of("user"), Set.of(), false));
        assertThat(validate("ada@example.com", PASSWORD)).isSameAs(CredentialValidationResult.INVALID_RESULT);
        assertThat(validate("ada@example.com", "wrong")).isSameAs(CredentialValidationResult.INVALID_RESULT);
        assertThat(validate("eve@example.com", PASSWORD)).isSameAs(CredentialValidationResult.INVALID_RESULT);
        assertThat(validate("", "")).isSameAs(CredentialValidationResult.INVALID_RESULT);
    }

    @Test
    void leavesOtherCredentialsToOtherStores() {
        assertThat(store.validate(new CallerOnlyCredential("ada")))
                .isSameAs(CredentialValidationResult.NOT_VALIDATED_RESULT);
    }

    @Test
    void refusesTheRightPasswordAfterTooManyWrongOnesFromOneAddress() {
        for (int i = 0; i < LoginThrottle.PER_LOGIN_AND_ADDRESS; i++) {
            validate("ada@example.com", "wrong");
        }
        assertThat(validate("ada@example.com", PASSWORD).getStatus()).isEqualTo(Status.INVALID);
        address = "198.51.100.9";
        assertThat(validate("ada@example.com", PASSWORD).getStatus()).isEqualTo(Status.VALID);
    }

    @Test
    void saysThatItCannotTellWhileAStoreIsDown() {
        GatehouseIdentityStore down = GatehouseIdentityStore.of(
                PasswordVerifier.of(
                        passwords,
                        id -> {
                            throw new StoreUnavailableException("accounts");
                        },
                        HASHING,
                        new LoginThrottle(new MemoryAttemptStore(), MutableClock.create())),
                () -> address);
        assertThatThrownBy(() -> down.validate(new UsernamePasswordCredential("ada@example.com", PASSWORD)))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void hashesForStoresOfTheContainer() {
        Argon2PasswordHash hash = new Argon2PasswordHash();
        String stored = hash.generate(PASSWORD.toCharArray());
        assertThat(stored).startsWith("$argon2id$");
        assertThat(hash.verify(PASSWORD.toCharArray(), stored)).isTrue();
        assertThat(hash.verify("wrong".toCharArray(), stored)).isFalse();
        assertThat(hash.verify(PASSWORD.toCharArray(), "plain text")).isFalse();
        assertThat(hash.verify(PASSWORD.toCharArray(), null)).isFalse();
        assertThat(hash.verify(new char[0], stored)).isFalse();
    }
}
