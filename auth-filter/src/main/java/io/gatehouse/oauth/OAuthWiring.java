package io.gatehouse.oauth;

import io.gatehouse.Endpoint;
import io.gatehouse.login.Grant;
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
        URI baseUrl,
        AccountLinker linker,
        PendingLoginStore pendingLogins,
        Grant grant,
        List<OAuthProvider> providers,
        Optional<LinkedAccountStore> links,
        Optional<BackChannel> backChannel,
        String basePath,
        Duration timeout,
        Clock clock,
        SecureRandom random) {
    OAuthWiring withLinks(LinkedAccountStore value) {
        return new OAuthWiring(
                baseUrl,
                linker,
                pendingLogins,
                grant,
                providers,
                Optional.of(value),
                backChannel,
                basePath,
                timeout,
                clock,
                random);
    }

    OAuthWiring withBackChannel(BackChannel value) {
        return new OAuthWiring(
                baseUrl,
                linker,
                pendingLogins,
                grant,
                providers,
                links,
                Optional.of(value),
                basePath,
                timeout,
                clock,
                random);
    }

    OAuthWiring withBasePath(String value) {
        return new OAuthWiring(
                baseUrl, linker, pendingLogins, grant, providers, links, backChannel, value, timeout, clock, random);
    }

    OAuthWiring withTimeout(Duration value) {
        return new OAuthWiring(
                baseUrl, linker, pendingLogins, grant, providers, links, backChannel, basePath, value, clock, random);
    }

    OAuthWiring with(Clock newClock, SecureRandom newRandom) {
        return new OAuthWiring(
                baseUrl,
                linker,
                pendingLogins,
                grant,
                providers,
                links,
                backChannel.map(channel -> channel.with(newClock)),
                basePath,
                timeout,
                newClock,
                newRandom);
    }

    URI redirectUri(String providerId) {
        return URI.create(origin() + contextPath() + basePath + "/" + providerId + "/callback");
    }

    List<Endpoint> endpoints(Map<String, ProviderClient> clients, Optional<ProviderTokens> tokens) {
        Clock ticking = ticking();
        Providers named = new Providers(clients);
        LoginCookies cookies = new LoginCookies("https".equalsIgnoreCase(baseUrl.getScheme()));
        LoginStart start = new LoginStart(pendingLogins, cookies, contextPath() + "/", ticking, random);
        LoginEnd end = new LoginEnd(origin(), linker, links, grant, backChannel, ticking);
        String path = basePath + "/{provider}";
        List<Endpoint> all = new ArrayList<>();
        all.add(new ListProvidersEndpoint(basePath + "/providers", providers, contextPath() + basePath));
        all.add(new StartEndpoint(path, named, start));
        all.add(new CallbackEndpoint(path + "/callback", named, pendingLogins, cookies, end, tokens, ticking));
        if (links.isPresent()) {
            all.add(new LinkEndpoint(path + "/link", named, start));
        }
        backChannel.ifPresent(
                channel -> all.add(new BackChannelLogoutEndpoint(path + "/backchannel-logout", named, channel)));
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

    private String origin() {
        return baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
    }

    private String contextPath() {
        String path = baseUrl.getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
