package io.gatehouse.oauth;

import io.gatehouse.token.SignatureAlgorithm;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may be changed about a provider. */
record ProviderOptions(
        List<String> scopes,
        Map<String, String> parameters,
        Map<String, String> requiredClaims,
        Set<SignatureAlgorithm> algorithms,
        Optional<Duration> maxAge,
        List<String> acrValues,
        Duration skew,
        boolean userInfo,
        boolean httpAllowed) {
    private static final Duration MAX_SKEW = Duration.ofMinutes(5);

    ProviderOptions {
        scopes = List.copyOf(scopes);
        parameters = Map.copyOf(parameters);
        requiredClaims = Map.copyOf(requiredClaims);
        algorithms = Set.copyOf(algorithms);
        acrValues = List.copyOf(acrValues);
        require(!algorithms.isEmpty(), "an ID token is signed by at least one algorithm");
        require(
                algorithms.stream().noneMatch(SignatureAlgorithm::isHmac),
                "ID tokens are signed by public-key algorithms: everybody who knows the client secret could sign others");
        require(maxAge.isEmpty() || !maxAge.get().isNegative(), "the greatest age of a sign-in is not negative");
        require(!skew.isNegative() && skew.compareTo(MAX_SKEW) <= 0, "the skew is 0 to 5 minutes");
    }

    static ProviderOptions standard(List<String> scopes) {
        return new ProviderOptions(
                scopes,
                Map.of(),
                Map.of(),
                Set.of(SignatureAlgorithm.RS256),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(60),
                false,
                false);
    }

    ProviderOptions withScopes(List<String> value) {
        return new ProviderOptions(
                value, parameters, requiredClaims, algorithms, maxAge, acrValues, skew, userInfo, httpAllowed);
    }

    ProviderOptions withParameter(String name, String value) {
        return new ProviderOptions(
                scopes,
                with(parameters, name, value),
                requiredClaims,
                algorithms,
                maxAge,
                acrValues,
                skew,
                userInfo,
                httpAllowed);
    }

    ProviderOptions withRequiredClaim(String name, String value) {
        return new ProviderOptions(
                scopes,
                parameters,
                with(requiredClaims, name, value),
                algorithms,
                maxAge,
                acrValues,
                skew,
                userInfo,
                httpAllowed);
    }

    ProviderOptions withAlgorithms(Set<SignatureAlgorithm> value) {
        return new ProviderOptions(
                scopes, parameters, requiredClaims, value, maxAge, acrValues, skew, userInfo, httpAllowed);
    }

    ProviderOptions withMaxAge(Duration value) {
        return new ProviderOptions(
                scopes,
                parameters,
                requiredClaims,
                algorithms,
                Optional.of(value),
                acrValues,
                skew,
                userInfo,
                httpAllowed);
    }

    ProviderOptions withAcrValues(List<String> value) {
        return new ProviderOptions(
                scopes, parameters, requiredClaims, algorithms, maxAge, value, skew, userInfo, httpAllowed);
    }

    ProviderOptions withSkew(Duration value) {
        return new ProviderOptions(
                scopes, parameters, requiredClaims, algorithms, maxAge, acrValues, value, userInfo, httpAllowed);
    }

    ProviderOptions withUserInfo() {
        return new ProviderOptions(
                scopes, parameters, requiredClaims, algorithms, maxAge, acrValues, skew, true, httpAllowed);
    }

    ProviderOptions withHttpAllowed() {
        return new ProviderOptions(
                scopes, parameters, requiredClaims, algorithms, maxAge, acrValues, skew, userInfo, true);
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("provider: " + rule);
        }
    }
}
