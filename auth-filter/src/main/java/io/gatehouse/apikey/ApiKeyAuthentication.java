package io.gatehouse.apikey;

import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.JsonBody;
import io.gatehouse.Outcome;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the key in a request: one header field, and never the address, which ends in logs, histories and referrers. */
final class ApiKeyAuthentication implements Authenticator {
    static final String SCHEME = "api-key";

    private final String headerName;
    private final List<String> queryNames;
    private final ApiKeyVerifier verifier;
    private final Optional<ApiKeyLimit> limit;

    ApiKeyAuthentication(String headerName, ApiKeyVerifier verifier, Optional<ApiKeyLimit> limit) {
        this.headerName = headerName;
        this.queryNames = Stream.of("api_key", "apikey", "apiKey", headerName, headerName.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        this.verifier = verifier;
        this.limit = limit;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public Carriage carriage() {
        return Carriage.EXPLICIT;
    }

    @Override
    public boolean presented(AuthRequest request) {
        return !request.headers(headerName).isEmpty() || inQuery(request);
    }

    @Override
    public Outcome authenticate(AuthRequest request) {
        try {
            if (inQuery(request)) {
                throw JsonBody.malformed("An API key is never sent in the address.");
            }
            List<String> keys = request.headers(headerName);
            if (keys.isEmpty()) {
                return Outcome.absent();
            }
            if (keys.size() > 1) {
                throw new Rejection(RequestProblems.CREDENTIALS_AMBIGUOUS, keys.size() + " lines of " + headerName);
            }
            Outcome.Authenticated owner = verifier.verify(keys.get(0));
            return limit.isPresent() ? limit.get().admit(owner) : owner;
        } catch (Rejection e) {
            return Outcome.rejected(e.problem());
        }
    }

    /** RFC 9110 section 11.6.1; the same whatever was wrong. */
    @Override
    public Optional<String> challenge(Optional<Problem> problem) {
        return Optional.of("ApiKey realm=\"gatehouse\", header=\"" + headerName + "\"");
    }

    private boolean inQuery(AuthRequest request) {
        for (String name : queryNames) {
            if (!request.queryParameters(name).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
