package io.gatehouse.token;

import io.gatehouse.json.JsonObject;

/**
 * Asks an authorization server what a token means (RFC 7662). Answers or fails within a bounded time, and remembers nothing: that is the
 * caller's. Safe for any number of threads.
 */
@FunctionalInterface
public interface TokenIntrospector {
    /**
     * Asks once.
     *
     * @param token the token's text, as received; never logged, and never part of an exception
     * @return what was answered with status 200 (RFC 7662 section 2.2); nothing in it is checked yet
     * @throws io.gatehouse.StoreUnavailableException if there is no such answer
     */
    JsonObject introspect(String token);
}
