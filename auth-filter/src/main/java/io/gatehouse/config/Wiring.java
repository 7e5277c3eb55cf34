package io.gatehouse.config;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEngineBuilder;
import io.gatehouse.AuthFeature;
import io.gatehouse.Rejection;
import io.gatehouse.apikey.ApiKeys;
import io.gatehouse.audit.AuditTrail;
import io.gatehouse.login.Account;
import io.gatehouse.login.LiveLogins;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.LoginThrottle;
import io.gatehouse.oauth.AccountFactory;
import io.gatehouse.oauth.AccountLinker;
import io.gatehouse.oauth.OAuthLogin;
import io.gatehouse.oauth.OAuthProvider;
import io.gatehouse.oauth.ProviderPerson;
import io.gatehouse.password.FormLogin;
import io.gatehouse.password.PasswordChange;
import io.gatehouse.password.PasswordHashing;
import io.gatehouse.password.PasswordLogin;
import io.gatehouse.password.PasswordVerifier;
import io.gatehouse.secret.OpaqueToken;
import io.gatehouse.session.Sessions;
import io.gatehouse.token.Revocations;
import io.gatehouse.token.TokenLogin;
import io.gatehouse.token.TokenRevocation;
import io.gatehouse.token.TrustedIssuer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the calls that an application would write by hand. For one thread, once. */
final class Wiring {
    private final Plan plan;
    private final Clock clock;
    private final SecureRandom random;
    private final AuthEngineBuilder builder;
    private final Map<String, AuthFeature> schemes = new HashMap<>();
    private final List<LiveLogins> logins = new ArrayList<>();

    Wiring(Plan plan, Clock clock, SecureRandom random) {
        this.plan = plan;
        this.clock = clock;
        this.random = random;
        this.builder = AuthEngine.builder().clock(clock);
    }

    AuthEngine engine(Optional<Stores> stores) {
        List<TrustedIssuer> issuers = new ArrayList<>(plan.issuers());
        TokenRevocation revocation = TokenRevocation.none();
        Optional<TokenLogin> tokens = Optional.empty();
        Optional<Sessions> sessions = Optional.empty();
        if (stores.isPresent()) {
            Stores kept = stores.get();
            Revocations usual = Revocations.of(kept.revocations(), clock);
            Revocations revocations = plan.tokens()
                    .flatMap(TokenSection::maxRevocations)
                    .map(usual::withCapacity)
                    .orElse(usual);
            revocation = revocations;
            tokens = plan.tokens()
                    .map(it -> TokenLogin.of(it.policy(), it.keys(), kept.refreshTokens(), revocations, kept.accounts())
                            .with(clock, random)
                            .withBasePath(plan.endpoints().base()));
            tokens.ifPresent(it -> issuers.add(it.trustedIssuer()));
            sessions = plan.sessions().map(it -> Sessions.of(kept.sessions(), kept.accounts(), it, clock, random));
        }
        plan.bearer().scheme(issuers, revocation, clock).ifPresent(it -> scheme("bearer", it));
        sessions.ifPresent(it -> scheme("session", it));
        if (stores.isPresent()) {
            apiKeys(stores.get());
            logins(stores.get(), tokens, sessions);
            // Before the stores' own features, which close what it writes to
            Stores audited = stores.get();
            String events = plan.endpoints().moved(AuditTrail.DEFAULT_PATH);
            plan.audit()
                    .ifPresent(
                            it -> builder.use(it.trail(audited.audit(), clock).withPath(events)));
            stores.get().features().forEach(builder::use);
        }
        site();
        rules();
        plan.limits().apply(builder);
        return builder.build();
    }

    private void scheme(String name, AuthFeature feature) {
        schemes.put(name, feature);
        builder.use(feature);
    }

    private void apiKeys(Stores stores) {
        plan.apiKeys().ifPresent(section -> {
            ApiKeys keys = ApiKeys.of(stores.apiKeys(), stores.accounts(), section.policy(), clock, random);
            scheme("api-key", section.path().map(keys::withBasePath).orElseGet(keys::withoutEndpoints));
        });
    }

    private void logins(Stores stores, Optional<TokenLogin> tokens, Optional<Sessions> sessions) {
        tokens.ifPresent(it -> {
            builder.use(it);
            logins.add(it.logins());
        });
        sessions.ifPresent(it -> logins.add(it.logins()));
        if (!logins.isEmpty()) {
            builder.use(LoginEndpoints.of(stores.accounts(), logins.toArray(LiveLogins[]::new))
                    .withBasePath(plan.endpoints().base()));
        }
        plan.login().ifPresent(section -> passwords(section, stores, tokens, sessions));
        plan.providers()
                .ifPresent(section -> sessions.ifPresent(it -> builder.use(section.extras()
                        .applyTo(
                                providers(section, stores, it),
                                stores,
                                logins.toArray(LiveLogins[]::new),
                                tokens.map(TokenLogin::grant)))));
    }

    private void passwords(
            LoginSection section, Stores stores, Optional<TokenLogin> tokens, Optional<Sessions> sessions) {
        PasswordHashing hashing = PasswordHashing.of(section.hashing(), random).withGate(section.gate());
        EndpointSection paths = plan.endpoints();
        LoginThrottle throttle = section.limits().apply(new LoginThrottle(stores.attempts(), clock, random));
        if (stores instanceof MemoryStores memory) {
            plan.store().ifPresent(it -> it.accounts().forEach(given -> insert(memory, given, hashing)));
        }
        tokens.ifPresent(
                it -> builder.use(PasswordLogin.of(stores.passwords(), stores.accounts(), hashing, throttle, it.grant())
                        .withPath(paths.moved(PasswordLogin.DEFAULT_PATH))));
        sessions.ifPresent(it -> {
            builder.use(PasswordLogin.of(stores.passwords(), stores.accounts(), hashing, throttle, it.grant())
                    .withPath(paths.moved(Sessions.LOGIN_PATH)));
            PasswordVerifier verifier = PasswordVerifier.of(stores.passwords(), stores.accounts(), hashing, throttle);
            section.formPage()
                    .ifPresent(page -> builder.use(FormLogin.of(verifier, it.grant(), page, section.formHome())
                            .withPath(paths.moved(FormLogin.DEFAULT_PATH))));
        });
        builder.use(
                PasswordChange.of(stores.passwords(), stores.accounts(), hashing, section.passwords(), throttle, logins)
                        .withPath(paths.moved(PasswordChange.DEFAULT_PATH)));
    }

    private static void insert(MemoryStores stores, StoreSection.Given given, PasswordHashing hashing) {
        try {
            stores.insert(given.account(), hashing.hash(given.password()));
        } catch (Rejection e) {
            throw new IllegalStateException("the passwords of the accounts can't be hashed now", e);
        }
    }

    private OAuthLogin providers(ProviderSection section, Stores stores, Sessions sessions) {
        AccountLinker linker = section.newAccounts()
                ? AccountLinker.findOrCreate(
                        stores.linkedAccounts(), stores.accounts(), new NewAccounts(section, stores, random), clock)
                : AccountLinker.findOnly(stores.linkedAccounts(), stores.accounts());
        OAuthProvider[] providers = section.providers().toArray(OAuthProvider[]::new);
        OAuthLogin login = plan.site().plainHttpOnLocalhost()
                ? OAuthLogin.insecureAllowHttp(
                        section.publicUrl(), linker, stores.pendingLogins(), sessions.grant(), providers)
                : OAuthLogin.of(section.publicUrl(), linker, stores.pendingLogins(), sessions.grant(), providers);
        return login.withLinking(stores.linkedAccounts())
                .withBasePath(plan.endpoints().base())
                .with(clock, random);
    }

    private void site() {
        SiteSection site = plan.site();
        site.loginPage().ifPresent(builder::loginPage);
        site.origins().forEach(builder::allowOrigin);
        plan.cors().ifPresent(builder::cors);
        if (site.plainHttp()) {
            builder.insecureAllowPlainHttp();
        }
    }

    private void rules() {
        plan.rules().values().stream()
                .sorted(RuleSyntax.MOST_SPECIFIC_FIRST)
                .forEach(rule -> builder.protect(
                        rule.pattern(),
                        rule.requirement(),
                        rule.schemes().stream().map(schemes::get).toArray(AuthFeature[]::new)));
    }

    /** Makes an account without a password for whoever signs in with a provider for the first time. */
    private record NewAccounts(ProviderSection section, Stores stores, SecureRandom random) implements AccountFactory {
        @Override
        public Optional<Account> create(ProviderPerson person) {
            String shown =
                    person.email().filter(email -> person.emailVerified()).orElse("");
            Account account = new Account(OpaqueToken.newId(random), shown, section.roles(), section.scopes(), true);
            return stores.insert(account) ? Optional.of(account) : Optional.empty();
        }

        @Override
        public void discard(Account account) {
            stores.discard(account);
        }
    }
}
