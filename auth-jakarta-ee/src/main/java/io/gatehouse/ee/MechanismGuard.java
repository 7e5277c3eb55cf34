package io.gatehouse.ee;

import io.gatehouse.servlet.ConfiguredAuthFilter;
import io.gatehouse.servlet.ServletAdapter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nothing through that the mechanism has not admitted, although it is registered: a container that failed to install it asks
 * nobody, and all would be open. What is admitted goes on with a response that keeps its headers, which a mechanism can't see to. Where there is no
 * mechanism of ours, or the filter of settings besides, it lets everything through.
 */
final class MechanismGuard implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(MechanismGuard.class);
    private static final int INTERNAL_ERROR = 500;

    private final BooleanSupplier mechanismIsAlone;
    private volatile boolean guarding;

    MechanismGuard(BooleanSupplier mechanismIsAlone) {
        this.mechanismIsAlone = mechanismIsAlone;
    }

    /**
     * Asked once, when CDI has started; later, while an application ends, CDI might not be there to ask.
     *
     * @throws ServletException if there are two engines, which would say two things about one path
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        guarding = mechanismIsAlone.getAsBoolean();
        if (guarding && ConfiguredAuthFilter.isDeclared(config.getServletContext())) {
            throw new ServletException("Gatehouse does not start: there is a bean of type AuthEngine,"
                    + " and there are settings gatehouse.… too: keep one of the two");
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && ServletAdapter.isAdmitted(http)) {
            chain.doFilter(request, ServletAdapter.shielded(http, (HttpServletResponse) response));
        } else if (!guarding || request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
        } else {
            LOG.error("the container has not asked the authentication mechanism; the request is refused");
            ((HttpServletResponse) response).setStatus(INTERNAL_ERROR);
        }
    }
}
