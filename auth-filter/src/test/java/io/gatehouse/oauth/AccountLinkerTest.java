package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEvent;
import io.gatehouse.Reply;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Account;
import io.gatehouse.testkit.Race;
import io.gatehouse.testkit.SameAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A person is issuer and subject (OpenID Connect Core section 5.7); which account that is. */
final class AccountLinkerTest {
    @AutoClose
    private final OAuthScene scene = new OAuthScene();

    private final AtomicInteger made = new AtomicInteger(100);
    private final ConcurrentLinkedQueue<Account> discarded = new ConcurrentLinkedQueue<>();

    private final AccountFactory factory = new AccountFactory() {
        @Override
        public Optional<Account> create(ProviderPerson person) {
            Account account = new Account("u-" + made.incrementAndGet(), "", Set.of("user"), Set.of(), true);
            scene.accounts.put(account);
            return Optional.of(account);
        }

        @Override
        public void discard(Account account) {
            discarded.add(account);
        }
    };

    private void findOrCreate() {
        scene.linker = AccountLinker.findOrCreate(scene.links, scene.accounts, factory, scene.clock);
    }

    private String signedInAs(Browser browser) {
        return browser.cookies.getOrDefault("__Host-session", "nobody");
    }

    @Test
    void findOnlyLetsNobodyNewIn() {
        scene.assertRefused(scene.browser().signIn("grace"), "PROVIDER_REFUSED");
        OAuthScene.assertSignedIn(scene.browser().signIn("ada"));
    }

    @Test
    void theEmailAddressOfAnAccountOpensNothing() {
        scene.use(OAuthProvider::withUserInfo);
        scene.fake.userInfo(it -> it.put("email", OAuthScene.ADA.email()));
        scene.fake.claims(claims -> claims.put("preferred_username", OAuthScene.ADA.id()));
        scene.assertRefused(scene.browser().signIn("mallory"), "PROVIDER_REFUSED");
    }

    @Test
    void aChangedEmailAddressChangesNothing() {
        scene.use(OAuthProvider::withUserInfo);
        scene.fake.userInfo(it -> it.put("email", "new@provider.example"));
        Browser browser = scene.browser();
        browser.signIn("ada");
        assertThat(signedInAs(browser)).isEqualTo(OAuthScene.ADA.id());
    }

    @Test
    void theSameSubjectOfAnotherIssuerIsSomebodyElse() {
        assertThat(scene.linker.accountOf(new ProviderPerson(
                        "https://other.example",
                        "ada",
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        new JsonObject(Map.of()))))
                .isEmpty();
    }

    @Test
    void aNewPersonGetsAnAccountOnce() {
        findOrCreate();
        Browser first = scene.browser();
        Browser second = scene.browser();
        OAuthScene.assertSignedIn(first.signIn("grace"));
        OAuthScene.assertSignedIn(second.signIn("grace"));
        assertThat(signedInAs(first)).isEqualTo("u-101").isEqualTo(signedInAs(second));
        assertThat(made).hasValue(101);
    }

    @Test
    void aNewPersonWhoSignsInManyTimesAtOnceHasOneAccount() {
        findOrCreate();
        Set<String> accounts = new HashSet<>(Race.run(() -> {
            Browser browser = scene.browser();
            browser.signIn("grace");
            return signedInAs(browser);
        }));
        assertThat(accounts).hasSize(1).doesNotContain("nobody");
        assertThat(discarded).extracting(Account::id).doesNotContainAnyElementsOf(accounts);
        assertThat(made.get() - 100).isEqualTo(discarded.size() + 1);
    }

    @Test
    void aPersonWhoseAccountIsGoneGetsNoOtherOne() {
        findOrCreate();
        scene.links.link(new LinkedAccount(scene.fake.issuer(), "gone", "u-99", scene.clock.instant()));
        scene.assertRefused(scene.browser().signIn("gone"), "PROVIDER_REFUSED");
        assertThat(made).hasValue(100);
    }

    @Test
    void theFactoryMayRefuse() {
        scene.linker = AccountLinker.findOrCreate(scene.links, scene.accounts, person -> Optional.empty(), scene.clock);
        scene.assertRefused(scene.browser().signIn("grace"), "PROVIDER_REFUSED");
        assertThat(scene.links.find(scene.fake.issuer(), "grace")).isEmpty();
    }

    @Test
    void aDisabledAccountIsRefusedLikeAnUnknownPerson() {
        Reply unknown = scene.browser().signIn("grace");
        scene.accounts.put(new Account("u-1", "ada@example.com", Set.of(), Set.of(), false));
        Reply disabled = scene.refused("PROVIDER_REFUSED");
        assertThat(scene.reason()).contains("disabled");
        assertThat(SameAnswer.of(disabled.body())).isEqualTo(SameAnswer.of(unknown.body()));
        assertThat(disabled.headers()).isEqualTo(unknown.headers());
    }

    @Test
    void aLoginIsAnEvent() {
        scene.browser().signIn("ada");
        assertThat(scene.events)
                .extracting(AuthEvent::type, AuthEvent::subject)
                .contains(Tuple.tuple(AuthEvent.Type.LOGIN, Optional.of("u-1")));
    }

    @Test
    void aStoreThatIsDownIs503AndNobodyIsSignedIn() {
        scene.linker = person -> {
            throw new StoreUnavailableException("down");
        };
        Reply reply = scene.refused("UNAVAILABLE");
        assertThat(reply.status()).isEqualTo(503);
    }

    @Test
    void aGrantWithoutACookieIsAMistakeAndLeaksNoToken() {
        scene.grant = (account, request) -> Reply.json(200, Map.of("accessToken", "t0ken"));
        Reply reply = scene.refused("INTERNAL_ERROR");
        assertThat(reply.body()).doesNotContain("t0ken");
        assertThat(reply.headers()).doesNotContainKey("Location");
    }

    @Test
    void theGrantSeesTheRequestForAddressAndUserAgent() {
        List<String> addresses = new ArrayList<>();
        var before = scene.grant;
        scene.grant = (account, request) -> {
            addresses.add(request.clientAddress());
            return before.issue(account, request);
        };
        scene.browser().signIn("ada");
        assertThat(addresses).containsExactly("203.0.113.7");
    }
}
