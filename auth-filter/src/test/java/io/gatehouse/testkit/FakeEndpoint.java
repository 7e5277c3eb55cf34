package io.gatehouse.testkit;

import io.gatehouse.AuthFeature;
import io.gatehouse.AuthRequest;
import io.gatehouse.Authenticator;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint from a lambda; also the feature that brings only itself.
 *
 * @param method the method
 * @param path the path
 * @param requirement who may call it
 * @param readsCredentials whether credentials are judged
 * @param handler answers
 */
public record FakeEndpoint(
        String method, String path, Requirement requirement, boolean readsCredentials, Handler handler)
        implements Endpoint, AuthFeature {
    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers.
         *
         * @param request the request
         * @param identity who is calling
         * @return the answer
         * @throws Rejection to answer with a problem
         */
        Reply handle(AuthRequest request, Optional<Identity> identity) throws Rejection;
    }

    /**
     * An endpoint that judges credentials.
     *
     * @param method the method
     * @param path the path
     * @param requirement who may call it
     * @param handler answers
     * @return the endpoint
     */
    public static FakeEndpoint of(String method, String path, Requirement requirement, Handler handler) {
        return new FakeEndpoint(method, path, requirement, true, handler);
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> identity) throws Rejection {
        return handler.handle(request, identity);
    }

    @Override
    public List<Authenticator> authenticators() {
        return List.of();
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(this);
    }
}
