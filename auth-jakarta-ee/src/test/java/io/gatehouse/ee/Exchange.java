package io.gatehouse.ee;

import io.gatehouse.Identity;
import io.gatehouse.json.Json;
import io.gatehouse.json.JsonException;
import io.gatehouse.servlet.AuthFilter;
import io.gatehouse.servlet.IdentityPrincipal;
import io.gatehouse.testkit.DecisionTable;
import io.gatehouse.testkit.DecisionTable.Expected;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request of the decision table as servlet objects without a container, and what was answered to it. */
public final class Exchange {
    private final DecisionTable.Request sent;
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;
    private int logouts;
    private Principal principal;
    private DispatcherType dispatcher = DispatcherType.REQUEST;
    private ServletContext application = proxy(ServletContext.class, (self, call, none) -> "");

    public final HttpServletRequest request =
            proxy(HttpServletRequest.class, (self, method, args) -> request(method.getName(), args));
    public final HttpServletResponse response =
            proxy(HttpServletResponse.class, (self, method, args) -> respond(method.getName(), args));

    Exchange(DecisionTable.Request sent) {
        this.sent = sent;
    }

    public static Exchange of(String method, String path, DecisionTable.Field... headers) {
        return new Exchange(new DecisionTable.Request(
                method, path, List.of(headers), List.of(), "https://app.example", "203.0.113.7"));
    }

    /** A later dispatch of the same request. */
    Exchange dispatchedAs(DispatcherType type) {
        dispatcher = type;
        return this;
    }

    /** The application that is addressed. */
    Exchange in(ServletContext value) {
        application = value;
        return this;
    }

    /** Who the container says is calling. */
    void login(Principal value) {
        principal = value;
    }

    int status() {
        return status;
    }

    /** The lines of a field of the answer. */
    List<String> answered(String name) {
        return headers.getOrDefault(name, List.of());
    }

    int logouts() {
        return logouts;
    }

    /** What the application and the client saw, in the words of the table. */
    Expected outcome(Optional<HttpServletRequest> passed) {
        List<String> cookies = headers.getOrDefault("Set-Cookie", List.of());
        if (passed.isPresent()) {
            return new Expected.Allowed(caller(passed.get()), cookies);
        }
        Map<String, String> noted = new TreeMap<>();
        Stream.of("Allow", "Retry-After")
                .filter(headers::containsKey)
                .forEach(name -> noted.put(name, String.join(" | ", headers.get(name))));
        return new Expected.Answered(
                status, code(), headers.getOrDefault("WWW-Authenticate", List.of()), noted, cookies);
    }

    static Optional<String> caller(HttpServletRequest request) {
        return Optional.ofNullable((Identity) request.getAttribute(AuthFilter.IDENTITY_ATTRIBUTE))
                .filter(identity -> new IdentityPrincipal(identity).equals(request.getUserPrincipal()))
                .map(identity -> identity.subject() + " by " + identity.scheme());
    }

    private Optional<String> code() {
        if (status < 400 || sent.method().equals("HEAD")) {
            return Optional.empty();
        }
        try {
            return Json.parseObject(body.toByteArray()).string("code");
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object request(String method, Object[] args) {
        URI origin = URI.create(sent.origin());
        return switch (method) {
            case "getDispatcherType" -> dispatcher;
            case "getMethod" -> sent.method();
            case "getScheme" -> origin.getScheme();
            case "getServerName" -> origin.getHost();
            case "getServerPort" -> origin.getPort();
            case "getRemoteAddr" -> sent.clientAddress();
            case "getContextPath" -> "";
            case "getServletPath" -> sent.path();
            case "getRequestURI" -> URI.create("x:/").resolve(sent.path()).getRawPath();
            case "getHeaders" -> Collections.enumeration(lines((String) args[0]));
            case "getContentLengthLong" -> 0L;
            case "getServletContext" -> application;
            case "getAttribute" -> attributes.get((String) args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            case "removeAttribute" -> attributes.remove((String) args[0]);
            case "getUserPrincipal" -> principal;
            case "logout" -> logouts++;
            default -> null;
        };
    }

    private List<String> lines(String name) {
        if (name.equals("Cookie")) {
            return sent.cookies().isEmpty()
                    ? List.of()
                    : List.of(sent.cookies().stream()
                            .map(field -> field.name() + "=" + field.value())
                            .collect(Collectors.joining("; ")));
        }
        return sent.headers().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(DecisionTable.Field::value)
                .toList();
    }

    private Object respond(String method, Object[] args) {
        return switch (method) {
            case "isCommitted" -> false;
            case "setStatus" -> answered((Integer) args[0]);
            case "setHeader" -> headers.put((String) args[0], new ArrayList<>(List.of((String) args[1])));
            case "addHeader" ->
                headers.computeIfAbsent((String) args[0], key -> new ArrayList<>())
                        .add((String) args[1]);
            case "containsHeader" -> headers.containsKey((String) args[0]);
            case "getHeader" -> String.join(", ", answered((String) args[0]));
            case "getHeaders" -> answered((String) args[0]);
            case "reset" -> headers.keySet().removeIf(name -> true);
            case "getOutputStream" -> stream();
            default -> null;
        };
    }

    private Object answered(int value) {
        status = value;
        return value;
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}
        };
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(Exchange.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    Object answer = handler.invoke(self, method, args);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }
}
