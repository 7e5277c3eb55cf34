package io.gatehouse.servlet;

import io.gatehouse.AuthRequest;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A servlet request as the engine sees it. Reads what was sent, never what a container made of it. */
final class ServletAuthRequest implements AuthRequest {
    private final HttpServletRequest request;
    private final String path;
    private final Optional<Sender> sender;
    private byte @Nullable [] body;
    private @Nullable String origin;

    private ServletAuthRequest(HttpServletRequest request, String path, Optional<Sender> sender) {
        this.request = request;
        this.path = path;
        this.sender = sender;
    }

    /**
     * A request to be judged.
     *
     * @param path what rules see
     * @param proxies whose word counts on who has sent it
     * @throws Rejection if it came from one of them, who does not say so properly
     */
    static ServletAuthRequest of(HttpServletRequest request, String path, TrustedProxies proxies) throws Rejection {
        return new ServletAuthRequest(request, path, proxies.sender(request));
    }

    /** For events about a request that can't be judged; the problem's reason says why. It has no path, and maybe no known sender. */
    static ServletAuthRequest unjudged(HttpServletRequest request, TrustedProxies proxies) {
        Optional<Sender> sender;
        try {
            sender = proxies.sender(request);
        } catch (Rejection | RuntimeException e) {
            sender = Optional.empty();
        }
        return new ServletAuthRequest(request, "/", sender);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<String> headers(String name) {
        Enumeration<String> lines = request.getHeaders(name);
        return lines == null || !lines.hasMoreElements() ? List.of() : Collections.list(lines);
    }

    @Override
    public List<String> cookies(String name) {
        List<String> lines = headers("Cookie");
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            CookieHeader.collect(line, name, values);
        }
        return values;
    }

    @Override
    public List<String> queryParameters(String name) {
        String query = request.getQueryString();
        return query == null ? List.of() : QueryString.values(query, name);
    }

    @Override
    public String query() {
        String query = request.getQueryString();
        return query == null ? "" : query;
    }

    @Override
    public String contextPath() {
        return request.getServletContext().getContextPath();
    }

    @Override
    public byte[] body(int limit) throws Rejection {
        byte[] read = body;
        if (read == null) {
            if (request.getContentLengthLong() > limit) {
                throw tooLarge(request.getContentLengthLong() + " bytes announced");
            }
            try {
                read = request.getInputStream().readNBytes(limit + 1);
            } catch (IOException | RuntimeException e) {
                // some containers throw the latter when the client is gone, which must not fill the log with errors
                throw new Rejection(RequestProblems.REQUEST_MALFORMED, "the body can't be read: " + e);
            }
            body = read;
        }
        if (read.length > limit) {
            throw tooLarge("more than " + limit + " bytes");
        }
        return read.clone();
    }

    /** Put together once: transport, headers and perhaps same-site proof all ask for it. */
    @Override
    public String origin() {
        String known = origin;
        if (known == null) {
            known = sender.isPresent()
                    ? sender.get().origin()
                    : Sender.origin(request.getScheme(), request.getServerName(), request.getServerPort());
            origin = known;
        }
        return known;
    }

    @Override
    public String clientAddress() {
        if (sender.isPresent()) {
            return sender.get().address();
        }
        String address = request.getRemoteAddr();
        if (address == null) {
            return "";
        }
        return IpAddress.bare(address);
    }

    private static Rejection tooLarge(String reason) {
        return new Rejection(RequestProblems.REQUEST_TOO_LARGE, reason);
    }
}
