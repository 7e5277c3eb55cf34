package io.gatehouse.servlet;

import io.gatehouse.AuthEngine;
import io.gatehouse.Decision;
import io.gatehouse.Identity;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts an engine in front of an application: {@code new AuthFilter(engine).register(servletContext)}. Safe for any number of
 * threads; keeps nothing between requests.
 *
 * <p>A request is judged once, when it comes in. Later dispatches of the same request (FORWARD, INCLUDE, ASYNC, ERROR) show the
 * identity that was found and judge no rule: it is the application that sends the request on. A dispatch that this filter has not
 * seen come in is judged by its own URL, except that an ERROR dispatch goes on with nobody signed in and an INCLUDE is refused.
 *
 * <p>Inside the application, {@code getUserPrincipal}, {@code getRemoteUser}, {@code getAuthType} and {@code isUserInRole} speak
 * of the engine's {@link Identity} only; a login of the container's own does not count. {@code logout} drops the identity for the
 * rest of the request, {@code authenticate} answers 401 if nobody is signed in, {@code login} is not supported.
 */
public final class AuthFilter implements Filter {
    /** The request attribute that holds the {@link Identity}; absent if nobody is signed in. Setting it changes nothing. */
    public static final String IDENTITY_ATTRIBUTE = "io.gatehouse.Identity";

    /** The filter's name in a registration. */
    private static final String NAME = "gatehouse";

    private final AuthEngine engine;
    private final UrlGuard urls;
    private final TrustedProxies proxies;
    private final boolean shared;
    private final AtomicBoolean destroyed;

    /**
     * A filter that owns its engine: the engine is closed when the container destroys the filter.
     *
     * @param engine the engine
     */
    public AuthFilter(AuthEngine engine) {
        this(engine, UrlPolicy.strict());
    }

    /**
     * A filter that owns its engine and lets some ambiguous URLs through.
     *
     * @param engine the engine
     * @param urls what is let through
     */
    public AuthFilter(AuthEngine engine, UrlPolicy urls) {
        this(engine, new UrlGuard(urls), TrustedProxies.none(), false, new AtomicBoolean());
    }

    private AuthFilter(
            AuthEngine engine, UrlGuard urls, TrustedProxies proxies, boolean shared, AtomicBoolean destroyed) {
        this.engine = engine;
        this.urls = urls;
        this.proxies = proxies;
        this.shared = shared;
        this.destroyed = destroyed;
    }

    /**
     * A filter for an engine that others use too: whoever built the engine closes it.
     *
     * @param engine the engine
     * @param urls which ambiguous URLs are let through; {@link UrlPolicy#strict} for none
     * @return the filter
     */
    public static AuthFilter sharing(AuthEngine engine, UrlPolicy urls) {
        return new AuthFilter(engine, new UrlGuard(urls), TrustedProxies.none(), true, new AtomicBoolean());
    }

    /**
     * The same filter behind proxies that say who the client is and what it addressed.
     *
     * @param value the proxies
     * @return a changed copy; the engine is closed once, whichever of the two the container destroys
     */
    public AuthFilter withTrustedProxies(TrustedProxies value) {
        return new AuthFilter(engine, urls, value, shared, destroyed);
    }

    /**
     * Registers this filter for every path and every dispatcher type, with support for asynchronous requests, and in front of the
     * application's filters; only one that was registered in front of them earlier still comes before it.
     *
     * @param context the application, while it starts
     * @return the registration
     * @throws IllegalStateException if a filter of the name {@code gatehouse} is registered already, or the application has
     *     started
     */
    public FilterRegistration.Dynamic register(ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter(NAME, this);
        if (registration == null) {
            throw new IllegalStateException("a filter named " + NAME + " is registered already");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        return registration;
    }

    /**
     * Passes a request on, answers it, or throws; a request that is not allowed never reaches the chain.
     *
     * @throws ServletException if the request is not HTTP, or includes this application from elsewhere without having come in
     */
    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        if (!(servletRequest instanceof HttpServletRequest request)
                || !(servletResponse instanceof HttpServletResponse response)) {
            throw new ServletException("only HTTP requests can be authenticated");
        }
        Optional<Caller> caller = caller(request, response);
        if (caller.isPresent()) {
            // what the application throws is its own affair
            chain.doFilter(new AuthenticatedRequest(request, this, caller.get()), response);
        }
    }

    /** Closes the engine, once, unless it is shared. */
    @Override
    public void destroy() {
        if (!shared && !destroyed.getAndSet(true)) {
            engine.close();
        }
    }

    /** Asks somebody who is not signed in to do so; true if they turn out to be signed in. */
    boolean ask(HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
        Optional<String> path = caller.judgedPath();
        Decision decision;
        try {
            decision = path.isPresent()
                    ? engine.decide(ServletAuthRequest.of(request, path.get(), proxies), Requirement.signedIn())
                    : engine.refuse(
                            unjudged(request),
                            Problem.of(RequestProblems.CREDENTIALS_MISSING, "the application asks for sign-in"));
        } catch (Rejection e) {
            decision = engine.refuse(unjudged(request), e.problem());
        }
        Optional<Decision.Allow> allow = obey(decision, request, response);
        allow.flatMap(Decision.Allow::identity).ifPresent(identity -> caller.become(identity, request));
        return caller.identity().isPresent();
    }

    /** Who is calling; empty if the request has been answered. */
    private Optional<Caller> caller(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        DispatcherType type = request.getDispatcherType();
        Optional<Caller> known = type == DispatcherType.REQUEST ? Optional.empty() : Caller.of(request, this);
        if (known.isPresent()) {
            return known;
        }
        Caller.forget(request);
        if (type == DispatcherType.INCLUDE) {
            throw new ServletException("a request that did not come in through this filter may not include its paths");
        }
        if (type == DispatcherType.ERROR) {
            Caller nobody = Caller.unknown(this);
            nobody.remember(request);
            return Optional.of(nobody);
        }
        return judge(request, response);
    }

    private Optional<Caller> judge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = "";
        Decision decision;
        try {
            path = urls.path(request);
            decision = engine.decide(ServletAuthRequest.of(request, path, proxies), Requirement.anyone());
        } catch (Rejection e) {
            decision = engine.refuse(unjudged(request), e.problem());
        } catch (RuntimeException | Error e) {
            decision = engine.fail(unjudged(request), e);
        }
        Optional<Decision.Allow> allow = obey(decision, request, response);
        if (allow.isEmpty()) {
            return Optional.empty();
        }
        Caller caller = Caller.judged(this, path, allow.get().identity());
        caller.remember(request);
        return Optional.of(caller);
    }

    /** Writes the answer, or sets the cookies of an allowed request. */
    private static Optional<Decision.Allow> obey(
            Decision decision, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (decision instanceof Decision.Answer answer) {
            ContainerSession.follow(answer.reply(), request);
            ReplyWriter.write(answer.reply(), request.getMethod(), response);
            return Optional.empty();
        }
        Decision.Allow allow = (Decision.Allow) decision;
        ReplyWriter.addCookies(allow.cookies(), response);
        return Optional.of(allow);
    }

    private ServletAuthRequest unjudged(HttpServletRequest request) {
        return ServletAuthRequest.unjudged(request, proxies);
    }
}
