package io.gatehouse;

import java.util.List;

/**
 * A request as the engine sees it: made by the servlet adapter, by other adapters and by tests. One request is used by one
 * thread at a time.
 */
public interface AuthRequest {
    /**
     * The method, as sent; case matters (RFC 9110 section 9.1).
     *
     * @return for instance {@code GET}
     */
    String method();

    /**
     * The path that the container dispatches, decoded once, relative to the application, and already proved unambiguous.
     *
     * @return a path that begins with a slash
     */
    String path();

    /**
     * All values of a header field, one for each field line.
     *
     * @param name the field's name, in any case
     * @return the values in the order sent; empty if there is none
     */
    List<String> headers(String name);

    /**
     * All cookies of exactly this name.
     *
     * @param name the cookie's name; case matters
     * @return the values in the order sent; empty if there is none
     */
    List<String> cookies(String name);

    /**
     * All values of a parameter of the query string; the body is never looked at.
     *
     * @param name the parameter's name
     * @return the decoded values in the order sent; empty if there is none
     */
    List<String> queryParameters(String name);

    /**
     * Reads the whole body. For endpoints only: the application could not read it again.
     *
     * @param limit the most bytes that are read
     * @return the body, empty if there is none
     * @throws Rejection {@link RequestProblems#REQUEST_TOO_LARGE} if it is longer, {@link RequestProblems#REQUEST_MALFORMED} if
     *     it can't be read
     */
    byte[] body(int limit) throws Rejection;

    /**
     * The query string, as sent.
     *
     * @return the text after the question mark; empty if there is none
     */
    default String query() {
        return "";
    }

    /**
     * Where the application stands on its server.
     *
     * @return the path that comes before {@link #path} in addresses, for instance {@code /shop}; empty for the root
     */
    default String contextPath() {
        return "";
    }

    /**
     * Whether a browser goes to a page by this request, and shows what comes back: GET or HEAD, and Fetch Metadata that says so, or without
     * them HTML before anything else in {@code Accept}.
     *
     * @return true if it does
     */
    default boolean isNavigation() {
        if (!method().equals("GET") && !method().equals("HEAD")) {
            return false;
        }
        List<String> mode = headers("Sec-Fetch-Mode");
        if (!mode.isEmpty()) {
            return mode.equals(List.of("navigate"));
        }
        List<String> accept = headers("Accept");
        return accept.size() == 1 && accept.get(0).stripLeading().startsWith("text/html");
    }

    /**
     * The origin that the client addressed, in the form of RFC 6454 section 6.2: lower case, default port left out.
     *
     * @return for instance {@code https://shop.example}
     */
    String origin();

    /**
     * The client's address, without port or zone.
     *
     * @return an IPv4 or IPv6 literal
     */
    String clientAddress();
}
