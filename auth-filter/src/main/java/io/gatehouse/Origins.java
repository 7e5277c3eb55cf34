package io.gatehouse;

/** How an origin is written. */
final class Origins {
    private Origins() {}

    /**
     * The origin, as browsers send it.
     *
     * @throws IllegalArgumentException if it is not one in the form of RFC 6454 section 6.2; {@code null} is none
     */
    static String require(String origin) {
        if (!origin.matches("https?://[a-z0-9.\\-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?")) {
            throw new IllegalArgumentException(
                    "\"" + origin + "\" is no origin: write scheme, host and port only, in lower case");
        }
        if (origin.matches("https:.*:443|http:.*:80")) {
            throw new IllegalArgumentException("\"" + origin + "\" has the default port, which browsers leave out");
        }
        return origin;
    }
}
