package io.gatehouse.oauth;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.login.Grant;
import io.gatehouse.login.LoginEndpoints;
import io.gatehouse.login.ReturnTo;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an application decides about sign-in with providers, and the endpoints that come of it. */
record OAuthWiring(
        Site site,
        AccountLinker linker,
        PendingLoginStore pendingLogins,
        Grant grant,
        List<OAuthProvider> providers,
        OAuthExtras extras,
        Duration timeout,
        Clock clock,
        SecureRandom random) {
    /** Where browsers find the application and, in it, the endpoints and the page that tells what went wrong. */
    record Site(URI baseUrl, String basePath, Optional<ReturnTo> errorPage) {
        static Site of(URI baseUrl, boolean httpAllowed) {
            boolean plain = baseUrl.getRawQuery() == null
                    && baseUrl.getRawFragment() == null
                    && baseUrl.getRawUserInfo() == null
                    && baseUrl.getRawPath() != null
                    && (baseUrl.getRawPath().isEmpty()
                            || ReturnTo.parse(baseUrl.getRawPath()).isPresent());
            if (!Https.isSafe(baseUrl, httpAllowed) || !plain) {
                throw new IllegalArgumentException(
                        "the base URL is no https address without query and fragment: " + baseUrl);
            }
            return new Site(baseUrl, LoginEndpoints.DEFAULT_BASE_PATH, Optional.empty());
        }

        String origin() {
            return baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
        }

        String contextPath() {
            String path = baseUrl.getRawPath();
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }

        /** Sends a browser to the error page, if there is one. */
        Rejection toPage(Rejection rejection, AuthRequest request) {
            Problem problem = rejection.problem();
            if (errorPage.isEmpty() || !request.isNavigation() || problem.page().isPresent()) {
                return rejection;
            }
            String page = errorPage.get().path();
            String separator = page.indexOf('?') < 0 ? "?" : "&";
            URI address = URI.create(
                    origin() + page + separator + "problem=" + problem.type().code());
            return new Rejection(problem.withPage(address));
        }

        boolean secure() {
            return "https".equalsIgnoreCase(baseUrl.getScheme());
        }

        ReturnTo home() {
            return new ReturnTo(contextPath() + "/");
        }

        URI endpoint(String path) {
            return URI.create(origin() + contextPath() + basePath + path);
        }
    }

    OAuthWiring withSite(Site value) {
        return new OAuthWiring(value, linker, pendingLogins, grant, providers, extras, timeout, clock, random);
    }

    OAuthWiring withExtras(OAuthExtras value) {
        return new OAuthWiring(site, linker, pendingLogins, grant, providers, value, timeout, clock, random);
    }

    OAuthWiring withTimeout(Duration value) {
        return new OAuthWiring(site, linker, pendingLogins, grant, providers, extras, value, clock, random);
    }

    OAuthWiring with(Clock newClock, SecureRandom newRandom) {
        return new OAuthWiring(site, linker, pendingLogins, grant, providers, extras, timeout, newClock, newRandom);
    }

    URI redirectUri(String providerId) {
        return site.endpoint("/" + providerId + "/callback");
    }

    URI postLogoutRedirectUri() {
        return site.endpoint("/logout/callback");
    }

    List<Endpoint> endpoints(Map<String, ProviderClient> clients, Optional<ProviderTokens> tokens) {
        Clock ticking = ticking();
        OAuthExtras ready = extras.with(ticking, random);
        Providers named = new Providers(clients);
        LoginCookies cookies = new LoginCookies(site.secure());
        LogoutCookies logoutCookies = new LogoutCookies(site.secure());
        LoginStart start = new LoginStart(pendingLogins, cookies, site.home(), ticking, random);
        LoginEnd end = new LoginEnd(site.origin(), linker, grant, ready, logoutCookies, ticking);
        String base = site.basePath();
        String path = base + "/{provider}";
        List<Endpoint> all = new ArrayList<>();
        all.add(new ListProvidersEndpoint(base + "/providers", providers, site.contextPath() + base));
        all.add(new StartEndpoint(path, named, start, ready.apps(), site));
        all.add(new CallbackEndpoint(path + "/callback", named, pendingLogins, cookies, end, site, tokens, ticking));
        if (ready.links().isPresent()) {
            all.add(new LinkEndpoint(path + "/link", named, start));
        }
        ready.backChannel()
                .ifPresent(channel ->
                        all.add(new BackChannelLogoutEndpoint(path + "/backchannel-logout", named, channel)));
        ready.apps().ifPresent(apps -> all.add(new ExchangeCodeEndpoint(base + "/code", apps, ready.sessions())));
        if (ready.logsOutAtProvider()) {
            all.add(new ProviderLogoutEndpoint(
                    base + "/logout/provider",
                    ready.sessions().orElseThrow(),
                    List.copyOf(clients.values()),
                    logoutCookies,
                    postLogoutRedirectUri(),
                    site.home(),
                    random));
            all.add(new LoggedOutEndpoint(base + "/logout/callback", logoutCookies, site.origin(), site.home()));
        }
        return List.copyOf(all);
    }

    Map<String, ProviderClient> clients() {
        Map<String, ProviderClient> byId = new LinkedHashMap<>();
        for (OAuthProvider provider : providers) {
            ProviderClient client =
                    new ProviderClient(provider, redirectUri(provider.id()), timeout, ticking(), random);
            if (byId.put(provider.id(), client) != null) {
                throw new IllegalArgumentException("two providers have the id " + provider.id());
            }
        }
        return byId;
    }

    /** Instants that every store can keep whole. */
    Clock ticking() {
        return Clock.tick(clock, Duration.ofMillis(1));
    }
}
