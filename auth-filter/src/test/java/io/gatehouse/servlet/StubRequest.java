package io.gatehouse.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Requests and responses without a container: what a container could answer, however odd. */
final class StubRequest {
    private final Map<String, Supplier<? extends Object>> answers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, List<String>> headers = new HashMap<>();

    StubRequest() {
        answer("getDispatcherType", DispatcherType.REQUEST)
                .answer("getMethod", "GET")
                .answer("getScheme", "https")
                .answer("getServerName", "app.example")
                .answer("getServerPort", 443)
                .answer("getRemoteAddr", "203.0.113.7")
                .answer("getContextPath", "")
                .answer("isUserInRole", true)
                .url("", "/open/x", null, "/open/x");
    }

    /** Adds a header line. */
    StubRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value);
        return this;
    }

    StubRequest answer(String method, Object value) {
        return compute(method, () -> value);
    }

    StubRequest compute(String method, Supplier<?> value) {
        answers.put(method, value);
        return this;
    }

    StubRequest url(String context, String servletPath, String pathInfo, String requestUri) {
        return answer("getContextPath", context)
                .answer("getServletPath", servletPath)
                .answer("getPathInfo", pathInfo)
                .answer("getRequestURI", requestUri);
    }

    HttpServletRequest build() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                StubRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (self, method, args) -> {
                    return switch (method.getName()) {
                        case "getAttribute" -> attributes.get((String) args[0]);
                        case "setAttribute" -> attributes.put((String) args[0], args[1]);
                        case "removeAttribute" -> attributes.remove((String) args[0]);
                        case "getHeaders" ->
                            answers.containsKey("getHeaders")
                                    ? answers.get("getHeaders").get()
                                    : Collections.enumeration(lines(args[0]));
                        case "getHeader" -> lines(args[0]).stream().findFirst().orElse(null);
                        default ->
                            answers.getOrDefault(method.getName(), () -> null).get();
                    };
                });
    }

    private List<String> lines(Object name) {
        return headers.getOrDefault(((String) name).toLowerCase(Locale.ROOT), List.of());
    }

    /** A response that keeps its status. */
    static HttpServletResponse response(AtomicInteger status) {
        return (HttpServletResponse) Proxy.newProxyInstance(
                StubRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, args) -> {
                    if (method.getName().equals("setStatus")) {
                        status.set((Integer) args[0]);
                    }
                    return switch (method.getName()) {
                        case "isCommitted", "containsHeader" -> false;
                        case "getOutputStream" ->
                            new ServletOutputStream() {
                                @Override
                                public void write(int b) {}

                                @Override
                                public boolean isReady() {
                                    return true;
                                }

                                @Override
                                public void setWriteListener(WriteListener listener) {}
                            };
                        default -> null;
                    };
                });
    }
}
