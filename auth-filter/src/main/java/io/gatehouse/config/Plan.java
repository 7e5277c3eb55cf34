package io.gatehouse.config;

import io.gatehouse.AuthEngine;
import io.gatehouse.session.SessionPolicy;
import io.gatehouse.token.TrustedIssuer;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that settings say, read and checked; nothing is opened yet. */
record Plan(
        SiteSection site,
        List<TrustedIssuer> issuers,
        Optional<TokenSection> tokens,
        Optional<SessionPolicy> sessions,
        Optional<ApiKeySection> apiKeys,
        Optional<LoginSection> login,
        Optional<ProviderSection> providers,
        Optional<StoreSection> store,
        Map<String, RuleSyntax> rules) {

    static Plan read(Reading reading, Map<String, StoreProvider> storeProviders, Clock clock) {
        SiteSection site = SiteSection.read(reading);
        List<TrustedIssuer> issuers = IssuerSection.read(reading, clock);
        Optional<TokenSection> tokens = TokenSection.read(reading, clock);
        boolean tokensOn = reading.hasAny(TokenSection.keyList());
        Optional<SessionPolicy> sessions = SessionSection.read(reading, site.plainHttpOnLocalhost());
        Optional<ApiKeySection> apiKeys = ApiKeySection.read(reading);
        Optional<LoginSection> login = LoginSection.read(reading);
        boolean providersOn = ProviderSection.isOn(reading);
        Optional<ProviderSection> providers = ProviderSection.read(reading);
        boolean stores = tokensOn || sessions.isPresent() || apiKeys.isPresent() || login.isPresent() || providersOn;
        Optional<StoreSection> store =
                StoreSection.read(reading, stores, login.map(LoginSection::passwords), storeProviders);
        Set<String> schemes = new HashSet<>();
        if (tokensOn || reading.hasAny(IssuerSection.keyList())) {
            schemes.add("bearer");
        }
        if (sessions.isPresent() || reading.isDoubtful(SessionSection.ENABLED)) {
            schemes.add("session");
        }
        if (apiKeys.isPresent() || reading.isDoubtful(ApiKeySection.ENABLED)) {
            schemes.add("api-key");
        }
        Plan plan = new Plan(
                site, issuers, tokens, sessions, apiKeys, login, providers, store, RuleSection.read(reading, schemes));
        plan.check(reading, tokensOn, providersOn);
        return plan;
    }

    /** What is wrong with settings that are right each by itself. */
    private void check(Reading reading, boolean tokensOn, boolean providersOn) {
        if (login.isPresent() && !tokensOn && sessions.isEmpty()) {
            reading.problem(
                    LoginSection.ENABLED,
                    "hands out nothing: set " + SessionSection.ENABLED.name() + " = true, or "
                            + TokenSection.ISSUER.name());
        }
        if (tokensOn && login.isEmpty()) {
            reading.problem(
                    TokenSection.ISSUER,
                    "has no effect: nobody is handed tokens unless " + LoginSection.ENABLED.name() + " = true");
        }
        if (sessions.isPresent() && login.isEmpty() && !providersOn) {
            reading.problem(
                    SessionSection.ENABLED,
                    "has no effect: nobody can sign in unless " + LoginSection.ENABLED.name()
                            + " = true or a provider is named");
        }
        if (login.flatMap(LoginSection::formHome).isPresent()
                && (sessions.isEmpty() || site.loginPage().isEmpty())) {
            reading.problem(
                    LoginSection.FORM,
                    "needs a session to sign in to, and a page with the form: set " + SessionSection.ENABLED.name()
                            + " = true and " + SiteSection.LOGIN_PAGE.name());
        }
        if (providersOn && sessions.isEmpty()) {
            reading.problem(
                    SessionSection.ENABLED,
                    "is not true, but sign-in with a provider ends in a session: set it to true");
        }
        if (site.plainHttpOnLocalhost() && sessions.isEmpty()) {
            reading.problem(SiteSection.INSECURE_HTTP, "has no effect: there are no sessions");
        }
        for (TrustedIssuer issuer : issuers) {
            if (tokens.isPresent()
                    && tokens.get().policy().issuer().equals(issuer.policy().issuer())) {
                reading.problem(
                        TokenSection.ISSUER,
                        "is also an issuer of gatehouse.issuers.…: this application trusts itself already");
            }
        }
        site.origins().stream()
                .filter(it -> it.indexOf('*') < 0)
                .forEach(it -> reading.attempt(
                        SiteSection.ORIGINS, "", () -> AuthEngine.builder().allowOrigin(it)));
        site.loginPage()
                .ifPresent(it -> reading.attempt(
                        SiteSection.LOGIN_PAGE, "", () -> AuthEngine.builder().loginPage(it)));
    }
}
