package io.gatehouse;

/** The problems that any request may meet, whatever the scheme. */
public final class RequestProblems {
    /** The request is not what the endpoint or the URL rules ask for. */
    public static final ProblemType REQUEST_MALFORMED = new ProblemType(
            "REQUEST_MALFORMED", 400, "Malformed request", "The request does not have the form that is asked for.");

    /** More than one explicit credential. */
    public static final ProblemType CREDENTIALS_AMBIGUOUS = new ProblemType(
            "CREDENTIALS_AMBIGUOUS", 400, "Ambiguous credentials", "Send exactly one credential with a request.");

    /** No credential, where one is needed. */
    public static final ProblemType CREDENTIALS_MISSING =
            new ProblemType("CREDENTIALS_MISSING", 401, "Sign-in required", "This resource needs a credential.");

    /** Signed in too long ago for this. */
    public static final ProblemType REAUTHENTICATION_REQUIRED = new ProblemType(
            "REAUTHENTICATION_REQUIRED", 401, "Recent sign-in required", "This needs a more recent sign-in.");

    /** Signed in, but not allowed. */
    public static final ProblemType FORBIDDEN =
            new ProblemType("FORBIDDEN", 403, "Forbidden", "The credential does not allow this.");

    /** Signed in, but the credential lacks a scope. */
    public static final ProblemType SCOPE_INSUFFICIENT = new ProblemType(
            "SCOPE_INSUFFICIENT", 403, "Insufficient scope", "The credential lacks a scope that this needs.");

    /** The request comes, or may come, from another site. */
    public static final ProblemType CSRF_REFUSED = new ProblemType(
            "CSRF_REFUSED",
            403,
            "Cross-site request refused",
            "The request could not be shown to come from this site.");

    /** A credential or an endpoint was used over plain HTTP. */
    public static final ProblemType HTTPS_REQUIRED =
            new ProblemType("HTTPS_REQUIRED", 403, "HTTPS required", "Use https.");

    /** An endpoint of the library has no such thing, or it is somebody else's. */
    public static final ProblemType NOT_FOUND =
            new ProblemType("NOT_FOUND", 404, "Not found", "There is no such thing here.");

    /** The path exists, the method does not. */
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType(
            "METHOD_NOT_ALLOWED", 405, "Method not allowed", "Use one of the methods that Allow names.");

    /** The body is too long. */
    public static final ProblemType REQUEST_TOO_LARGE =
            new ProblemType("REQUEST_TOO_LARGE", 413, "Request too large", "The body is longer than is accepted.");

    /** The body is not JSON. */
    public static final ProblemType MEDIA_TYPE_UNSUPPORTED =
            new ProblemType("MEDIA_TYPE_UNSUPPORTED", 415, "Unsupported media type", "Send application/json in UTF-8.");

    /** Too many requests of one client. */
    public static final ProblemType RATE_LIMITED = new ProblemType(
            "RATE_LIMITED", 429, "Too many requests", "Wait as long as Retry-After says before the next request.");

    /** An error of the library or of something plugged into it. */
    public static final ProblemType INTERNAL_ERROR =
            new ProblemType("INTERNAL_ERROR", 500, "Internal error", "The request could not be processed.");

    /** A store or key server is down. */
    public static final ProblemType UNAVAILABLE =
            new ProblemType("UNAVAILABLE", 503, "Temporarily unavailable", "Try again later.");

    private RequestProblems() {}
}
