package io.gatehouse.servlet;

import io.gatehouse.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/** The two families of headers by which proxies tell who came to them. One is read; the other is never mixed in. */
enum ForwardingHeaders {
    /** {@code X-Forwarded-…}: lists to which each proxy adds, but for some that replace. */
    X_FORWARDED {
        @Override
        boolean isIn(HttpServletRequest request) {
            return has(request, FOR) || has(request, PROTO) || has(request, HOST) || has(request, PORT);
        }

        /** Who came, as far back as proxies are trusted; how, in the words of the nearest of them: no other header says whose word it is. */
        @Override
        Sender read(HttpServletRequest request, ProxyWalk walk) throws Rejection {
            List<String> lines = lines(request, FOR);
            if (lines.isEmpty()) {
                throw Sender.refused("there is no " + FOR);
            }
            for (int i = lines.size() - 1; i >= 0 && walk.isOpen(); i--) {
                int end = lines.get(i).length();
                while (end >= 0 && walk.isOpen()) {
                    int comma = lines.get(i).lastIndexOf(',', end - 1);
                    walk.step(lines.get(i).substring(comma + 1, end).strip());
                    end = comma;
                }
            }
            return Sender.of(request, walk.at(), last(request, PROTO), last(request, HOST), last(request, PORT));
        }
    },

    /** RFC 7239: each proxy adds one element with all that it tells. */
    FORWARDED {
        @Override
        boolean isIn(HttpServletRequest request) {
            return has(request, RFC_7239);
        }

        @Override
        Sender read(HttpServletRequest request, ProxyWalk walk) throws Rejection {
            List<String> lines = lines(request, RFC_7239);
            Optional<String> proto = Optional.empty();
            Optional<String> host = Optional.empty();
            for (int i = lines.size() - 1; i >= 0 && walk.isOpen(); i--) {
                List<ForwardedElement> elements = ForwardedElement.parse(lines.get(i));
                for (int j = elements.size() - 1; j >= 0 && walk.isOpen(); j--) {
                    ForwardedElement element = elements.get(j);
                    walk.step(element.node().orElse(""));
                    proto = element.proto();
                    host = element.host();
                }
            }
            return Sender.of(request, walk.at(), proto, host, Optional.empty());
        }
    };

    private static final String FOR = "X-Forwarded-For";
    private static final String PROTO = "X-Forwarded-Proto";
    private static final String HOST = "X-Forwarded-Host";
    private static final String PORT = "X-Forwarded-Port";
    private static final String RFC_7239 = "Forwarded";

    private static final int MAX_LINES = 16;
    private static final int MAX_LENGTH = 4096;

    /** Whether a request has any of them. */
    abstract boolean isIn(HttpServletRequest request);

    /**
     * Reads them, from the right.
     *
     * @param walk at its start
     * @throws Rejection if what counts is not well formed
     */
    abstract Sender read(HttpServletRequest request, ProxyWalk walk) throws Rejection;

    private static boolean has(HttpServletRequest request, String name) {
        return request.getHeader(name) != null;
    }

    private static List<String> lines(HttpServletRequest request, String name) throws Rejection {
        Enumeration<String> sent = request.getHeaders(name);
        List<String> lines = sent == null ? List.of() : Collections.list(sent);
        int length = 0;
        for (String line : lines) {
            length += line.length();
        }
        if (lines.size() > MAX_LINES || length > MAX_LENGTH) {
            throw Sender.refused(name + " has " + length + " characters in " + lines.size() + " lines");
        }
        return lines;
    }

    /** The value farthest right. */
    private static Optional<String> last(HttpServletRequest request, String name) throws Rejection {
        List<String> lines = lines(request, name);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String line = lines.get(lines.size() - 1);
        return Optional.of(line.substring(line.lastIndexOf(',') + 1).strip());
    }
}
