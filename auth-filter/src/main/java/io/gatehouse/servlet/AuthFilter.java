package io.gatehouse.servlet;

import io.gatehouse.AuthEngine;
import io.gatehouse.Identity;
import io.gatehouse.Requirement;
import io.gatehouse.SecurityHeaders;
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
import org.jspecify.annotations.Nullable;

/**
 * Puts an engine in front of an application: {@code new AuthFilter(engine).register(servletContext)}. Safe for any number of
 * threads; keeps nothing between requests.
 *
 * <p>A request is judged once, when it comes in, as {@link ServletAdapter} says.
 *
 * <p>Inside the application, {@code getUserPrincipal}, {@code getRemoteUser}, {@code getAuthType} and {@code isUserInRole} speak
 * of the engine's {@link Identity} only; a login of the container's own does not count unless {@link #allowContainerLogin} was
 * called. {@code logout} drops the identity for the
 * rest of the request, {@code authenticate} answers 401 if nobody is signed in, {@code login} is not supported.
 */
public final class AuthFilter implements Filter {
    /** The request attribute that holds the {@link Identity}; absent if nobody is signed in. Setting it changes nothing. */
    public static final String IDENTITY_ATTRIBUTE = "io.gatehouse.Identity";

    /** The filter's name in a registration. */
    static final String NAME = "gatehouse";

    private final AuthEngine engine;
    private final ServletAdapter adapter;
    private final boolean shared;

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
        this(engine, ServletAdapter.of(engine).withUrls(urls), false);
    }

    private AuthFilter(AuthEngine engine, ServletAdapter adapter, boolean shared) {
        this.engine = engine;
        this.adapter = adapter;
        this.shared = shared;
    }

    /**
     * A filter for an engine that others use too: whoever built the engine closes it.
     *
     * @param engine the engine
     * @param urls which ambiguous URLs are let through; {@link UrlPolicy#strict} for none
     * @return the filter
     */
    public static AuthFilter sharing(AuthEngine engine, UrlPolicy urls) {
        return new AuthFilter(engine, ServletAdapter.of(engine).withUrls(urls), true);
    }

    /**
     * The same filter behind proxies that say who the client is and what it addressed.
     *
     * @param value the proxies
     * @return a changed copy; the engine is closed once, whichever of the two the container destroys
     */
    public AuthFilter withTrustedProxies(TrustedProxies value) {
        return new AuthFilter(engine, adapter.withTrustedProxies(value), shared);
    }

    /**
     * The same filter with other security headers than {@link SecurityHeaders#standard}.
     *
     * @param value which
     * @return a changed copy; the engine is closed once, whichever of the two the container destroys
     */
    public AuthFilter withHeaders(SecurityHeaders value) {
        return new AuthFilter(engine, adapter.withHeaders(value), shared);
    }

    /**
     * The same filter in front of an application whose container signs people in by itself, for paths that are open here: see {@link
     * ServletAdapter#allowContainerLogin}.
     *
     * @return a changed copy; the engine is closed once, whichever of the two the container destroys
     */
    public AuthFilter allowContainerLogin() {
        return new AuthFilter(engine, adapter.allowContainerLogin(), shared);
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
        return map(context.addFilter(NAME, this));
    }

    static FilterRegistration.Dynamic map(FilterRegistration.@Nullable Dynamic registration) {
        if (registration == null) {
            throw new IllegalStateException("a filter named " + NAME
                    + " is registered already, by code or because there are settings gatehouse.…: keep one of the two");
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
        if (adapter.hasLetIn(request)) {
            chain.doFilter(request, response); // by the container's authentication mechanism
        } else if (adapter.admit(request, response, Requirement.anyone()) instanceof Admission.Admitted admitted) {
            // what the application throws is its own affair
            chain.doFilter(admitted.request(), ServletAdapter.shielded(request, response));
        }
    }

    /** Lets the container's authentication mechanism ask what this filter asks. */
    void offer(ServletContext context) {
        adapter.offer(context);
    }

    /** Closes the engine, once, unless it is shared. */
    @Override
    public void destroy() {
        if (!shared) {
            engine.close();
        }
    }
}
