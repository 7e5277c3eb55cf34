package io.gatehouse.config;

import io.gatehouse.oauth.ClientAuthentication;
import io.gatehouse.oauth.KnownProviders;
import io.gatehouse.oauth.OAuthProvider;
import io.gatehouse.token.SignatureAlgorithm;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sign-in with providers.
 *
 * @param publicUrl where browsers find this application
 * @param providers the providers
 * @param newAccounts whether everybody whom a provider knows gets an account
 * @param roles what new accounts have
 * @param scopes what new accounts have
 * @param extras what is asked for besides
 */
record ProviderSection(
        URI publicUrl,
        List<OAuthProvider> providers,
        boolean newAccounts,
        Set<String> roles,
        Set<String> scopes,
        SignInSection extras) {
    private static final String GROUP = "gatehouse.providers.{name}.";

    static final Key<String> CLIENT_ID = new Key<>(
            GROUP + "client-id",
            ValueType.TEXT,
            "OAuthProvider.oidc,KnownProviders.google,KnownProviders.microsoft,KnownProviders.github",
            "",
            "How the provider knows this application. The name in the key is part of the redirect URI; of the names `google`, `microsoft` and"
                    + " `github` everything else is known.");
    static final Key<SecretReference> CLIENT_SECRET = new Key<>(
            GROUP + "client-secret",
            ValueType.SECRET,
            "OAuthProvider.oidc,OAuthProvider.withClientAuthentication",
            "",
            "Where the client secret is. A file is read again.");
    static final Key<Function<Supplier<String>, ClientAuthentication>> AUTHENTICATION = new Key<>(
            GROUP + "client-authentication",
            ValueType.oneOf(Map.<String, Function<Supplier<String>, ClientAuthentication>>of(
                    "basic", ClientAuthentication::secretBasic, "post", ClientAuthentication::secretPost)),
            "ClientAuthentication.secretBasic,ClientAuthentication.secretPost",
            "basic",
            "How the secret is sent.");
    static final Key<String> ISSUER = new Key<>(
            GROUP + "issuer",
            ValueType.TEXT,
            "OAuthProvider.oidc",
            "",
            "The provider's issuer, an https address, where it is discovered.");
    static final Key<String> SHOWN =
            new Key<>(GROUP + "display-name", ValueType.TEXT, "OAuthProvider.oidc", "the name", "Its name for people.");
    static final Key<String> TENANT = new Key<>(
            GROUP + "tenant",
            ValueType.TEXT,
            "KnownProviders.microsoft",
            "",
            "The tenant's id, a UUID; for `microsoft`.");
    static final Key<String> DOMAIN = new Key<>(
            GROUP + "hosted-domain",
            ValueType.TEXT,
            "KnownProviders.google",
            "any",
            "The only organization whose people are let in; for `google`.");
    static final Key<List<String>> SCOPES = new Key<>(
            GROUP + "scopes", ValueType.LIST, "OAuthProvider.withScopes", "", "What is asked for besides `openid`.");
    static final Key<List<String>> ALGORITHMS = new Key<>(
            GROUP + "id-token-algorithms",
            ValueType.LIST,
            "OAuthProvider.withIdTokenAlgorithms",
            "RS256",
            "What its ID tokens are signed by.");
    static final Key<Duration> MAX_AGE = new Key<>(
            GROUP + "max-age",
            ValueType.DURATION,
            "OAuthProvider.withMaxAge",
            "any",
            "How old a sign-in at the provider may be.");
    static final Key<List<String>> ACR = new Key<>(
            GROUP + "acr-values",
            ValueType.LIST,
            "OAuthProvider.withAcrValues",
            "any",
            "Accepted ways of signing in there.");
    static final Key<String> PROMPT = new Key<>(
            GROUP + "prompt",
            ValueType.TEXT,
            "OAuthProvider.withPrompt",
            "",
            "What it shows in any case: `login`, `consent` or `select_account`.");
    static final Key<Boolean> USER_INFO = new Key<>(
            GROUP + "user-info",
            ValueType.FLAG,
            "OAuthProvider.withUserInfo",
            "false",
            "Asks its UserInfo endpoint too.");
    static final Key<Duration> SKEW = new Key<>(
            GROUP + "skew",
            ValueType.DURATION,
            "OAuthProvider.withSkew",
            "60s",
            "How far the clocks may differ, at most 5 minutes.");
    static final Key<Boolean> HTTP = new Key<>(
            GROUP + "insecure-allow-http",
            ValueType.FLAG,
            "OAuthProvider.insecureAllowHttp",
            "false",
            "Speaks plain http with a provider on this very machine.");
    static final Key<URI> PUBLIC_URL = new Key<>(
            "gatehouse.public-url",
            ValueType.ADDRESS,
            "OAuthLogin.of",
            "",
            "Where browsers find this application, with its context path; redirect URIs are made of it.");
    static final Key<Boolean> NEW_ACCOUNTS = new Key<>(
            "gatehouse.new-accounts.enabled",
            ValueType.FLAG,
            "AccountLinker.findOrCreate,AccountLinker.findOnly",
            "",
            "Whether everybody who has an account at a provider gets one here. Must be said if there are providers.");
    static final Key<List<String>> NEW_ROLES = new Key<>(
            "gatehouse.new-accounts.roles", ValueType.LIST, "Account.new", "none", "The roles of such accounts.");
    static final Key<List<String>> NEW_SCOPES = new Key<>(
            "gatehouse.new-accounts.scopes", ValueType.LIST, "Account.new", "none", "The scopes of such accounts.");

    private static final List<Key<?>> ONLY_OIDC = List.of(ISSUER, SHOWN, AUTHENTICATION);
    private static final List<Key<?>> NAMED = List.of(
            CLIENT_ID,
            CLIENT_SECRET,
            AUTHENTICATION,
            ISSUER,
            SHOWN,
            TENANT,
            DOMAIN,
            SCOPES,
            ALGORITHMS,
            MAX_AGE,
            ACR,
            PROMPT,
            USER_INFO,
            SKEW,
            HTTP);

    static List<Key<?>> keyList() {
        List<Key<?>> keys = new ArrayList<>(NAMED);
        keys.addAll(List.of(PUBLIC_URL, NEW_ACCOUNTS, NEW_ROLES, NEW_SCOPES));
        return List.copyOf(keys);
    }

    /** Whether settings name a provider. */
    static boolean isOn(Reading reading) {
        return !reading.names(NAMED).isEmpty();
    }

    static Optional<ProviderSection> read(Reading reading, Clock clock) {
        Set<String> names = reading.names(NAMED);
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<OAuthProvider> providers = new ArrayList<>();
        for (String name : names) {
            provider(reading, name, clock).ifPresent(it -> providers.add(options(reading, name, it)));
            // Asked for even if the provider could not be made: they are not without effect
            NAMED.forEach(key -> reading.find(key, name));
        }
        Optional<URI> publicUrl = reading.require(
                PUBLIC_URL,
                "providers send browsers back to this application's address, for instance https://shop.example");
        Optional<Boolean> newAccounts = reading.require(
                NEW_ACCOUNTS,
                "true lets everybody in who has an account at a provider, false only people who are linked already");
        if (!newAccounts.orElse(true) && (reading.has(NEW_ROLES) || reading.has(NEW_SCOPES))) {
            reading.problem(NEW_ACCOUNTS, "is false, so roles and scopes of new accounts have no effect: remove them");
        }
        Set<String> roles = new HashSet<>(reading.find(NEW_ROLES).orElse(List.of()));
        Set<String> scopes = new HashSet<>(reading.find(NEW_SCOPES).orElse(List.of()));
        SignInSection extras = SignInSection.read(reading);
        return publicUrl.map(
                url -> new ProviderSection(url, providers, newAccounts.orElse(false), roles, scopes, extras));
    }

    private static Optional<OAuthProvider> provider(Reading reading, String name, Clock clock) {
        Optional<String> id =
                reading.require(CLIENT_ID, name, "write what the provider has registered this application as");
        Optional<Supplier<String>> secret = SecretSection.clientSecret(reading, CLIENT_SECRET, name, clock);
        boolean known = Set.of("google", "microsoft", "github").contains(name);
        if (known) {
            requireAbsent(reading, name, ONLY_OIDC);
        }
        requireAbsent(
                reading,
                name,
                name.equals("google")
                        ? List.of(TENANT)
                        : name.equals("microsoft") ? List.of(DOMAIN) : List.of(TENANT, DOMAIN));
        Optional<String> tenant = name.equals("microsoft")
                ? reading.require(TENANT, name, "name the tenant whose people may sign in, by its UUID")
                : Optional.empty();
        Optional<String> issuer = known
                ? Optional.empty()
                : reading.require(ISSUER, name, "write the provider's issuer, an https address");
        if (id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        String first = secret.get().get();
        Optional<OAuthProvider> provider = switch (name) {
            case "google" ->
                Optional.of(reading.find(DOMAIN, name)
                        .flatMap(it -> reading.attempt(DOMAIN, name, () -> KnownProviders.google(id.get(), first, it)))
                        .orElseGet(() -> KnownProviders.google(id.get(), first)));
            case "microsoft" ->
                tenant.flatMap(
                        it -> reading.attempt(TENANT, name, () -> KnownProviders.microsoft(it, id.get(), first)));
            case "github" -> Optional.of(KnownProviders.github(id.get(), first));
            default ->
                issuer.flatMap(
                        it -> reading.attempt(ISSUER, name, () -> oidc(reading, name, it, id.get(), secret.get())));
        };
        return known
                ? provider.map(it -> it.withClientAuthentication(ClientAuthentication.secretPost(secret.get())))
                : provider;
    }

    private static OAuthProvider oidc(Reading reading, String name, String issuer, String id, Supplier<String> secret) {
        ClientAuthentication authentication = reading.find(AUTHENTICATION, name)
                .orElse(ClientAuthentication::secretBasic)
                .apply(secret);
        OAuthProvider provider =
                OAuthProvider.oidc(name, reading.find(SHOWN, name).orElse(name), issuer, id, authentication);
        if (issuer.startsWith("http:") && !reading.isOn(HTTP, name)) {
            throw new WrongValueException("is \"" + issuer + "\", but providers are spoken to by https");
        }
        return provider;
    }

    private static OAuthProvider options(Reading reading, String name, OAuthProvider provider) {
        OAuthProvider it = provider;
        it = reading.apply(it, SCOPES, name, (p, scopes) -> p.withScopes(scopes.toArray(String[]::new)));
        it = reading.apply(
                it,
                ALGORITHMS,
                name,
                (p, names) -> p.withIdTokenAlgorithms(
                        names.stream().map(IssuerSection::algorithm).toArray(SignatureAlgorithm[]::new)));
        it = reading.apply(it, MAX_AGE, name, OAuthProvider::withMaxAge);
        it = reading.apply(it, ACR, name, (p, values) -> p.withAcrValues(values.toArray(String[]::new)));
        it = reading.apply(it, PROMPT, name, OAuthProvider::withPrompt);
        it = reading.isOn(USER_INFO, name) ? it.withUserInfo() : it;
        it = reading.apply(it, SKEW, name, OAuthProvider::withSkew);
        return reading.isOn(HTTP, name) ? it.insecureAllowHttp() : it;
    }

    private static void requireAbsent(Reading reading, String name, List<Key<?>> keys) {
        for (Key<?> key : keys) {
            if (reading.has(key, name)) {
                reading.problem(key, name, "has no effect for the provider " + name + ": remove it");
            }
        }
    }
}
