package io.gatehouse.servlet;

/**
 * Which ambiguous URLs are let through all the same. None, unless asked for; and whatever is asked for, the rule is judged on the
 * path that the container dispatches. There is nothing here for encoded slashes, empty segments or dot segments: containers,
 * proxies and applications disagree about them, so no check of this library could mend that. Immutable.
 */
public final class UrlPolicy {
    private static final UrlPolicy STRICT = new UrlPolicy(false, false);

    private final boolean pathParameters;
    private final boolean encodedPercent;

    private UrlPolicy(boolean pathParameters, boolean encodedPercent) {
        this.pathParameters = pathParameters;
        this.encodedPercent = encodedPercent;
    }

    /**
     * The default: nothing ambiguous.
     *
     * @return the policy
     */
    public static UrlPolicy strict() {
        return STRICT;
    }

    /**
     * Lets path parameters through, such as {@code ;jsessionid=…}. A weakening: applications and proxies that parse the URL by
     * themselves may understand them differently. They are not part of the path that rules see.
     *
     * @return a changed copy
     */
    public UrlPolicy allowPathParameters() {
        return new UrlPolicy(true, encodedPercent);
    }

    /**
     * Lets {@code %25} through, for paths with a percent sign in them. A weakening: an application that decodes a path once more
     * sees another path than the rule did.
     *
     * @return a changed copy
     */
    public UrlPolicy allowEncodedPercent() {
        return new UrlPolicy(pathParameters, true);
    }

    boolean pathParametersAllowed() {
        return pathParameters;
    }

    boolean encodedPercentAllowed() {
        return encodedPercent;
    }
}
