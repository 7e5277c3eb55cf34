package io.gatehouse.access.servlet;

import io.gatehouse.Reply;
import io.gatehouse.access.AccessCheck;
import io.gatehouse.access.AccessRefusedException;
import io.gatehouse.access.AccessRule;
import io.gatehouse.servlet.ServletAdapter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds callers against the annotations of the servlet that comes next, and answers for beans that refuse behind it. */
final class ServletAccessFilter implements Filter {
    private static final ServletRules NONE = new ServletRules(Map.of(), List.of());

    private final Map<String, ServletRules> rules = new ConcurrentHashMap<>();

    /** Called when all servlets are known. A contradiction in any of them stops the start. */
    @Override
    public void init(FilterConfig config) throws ServletException {
        ServletContext context = config.getServletContext();
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            rules.put(servlet.getName(), find(servlet, context));
        }
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        if (!(servletRequest instanceof HttpServletRequest request)
                || !(servletResponse instanceof HttpServletResponse response)) {
            throw new ServletException("only HTTP requests can be judged");
        }
        String servlet = request.getHttpServletMapping().getServletName();
        ServletRules known = rules.get(servlet);
        if (known == null && !servlet.isEmpty()) {
            // containers add some of their own, for instance for JSPs
            ServletRegistration late = request.getServletContext().getServletRegistration(servlet);
            known = late == null ? NONE : find(late, request.getServletContext());
            rules.put(servlet, known);
        }
        if (known != null) {
            for (AccessRule rule : known.of(request.getMethod())) {
                Optional<Reply> reply = AccessCheck.refuse(request, rule);
                if (reply.isPresent()) {
                    ServletAdapter.send(reply.get(), request, response);
                    return;
                }
            }
        }
        pass(request, response, chain);
    }

    private static void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (AccessRefusedException e) {
            ServletAdapter.send(e.reply(), request, response);
        } catch (ServletException e) {
            if (e.getRootCause() instanceof AccessRefusedException refused) {
                ServletAdapter.send(refused.reply(), request, response);
            } else {
                throw e;
            }
        }
    }

    private static ServletRules find(ServletRegistration servlet, ServletContext context) throws ServletException {
        String type = servlet.getClassName();
        if (type == null) {
            return NONE;
        }
        try {
            return ServletRules.of(Class.forName(type, false, context.getClassLoader()));
        } catch (ClassNotFoundException e) {
            // one of the container's own, which has no annotations of ours
            return NONE;
        } catch (IllegalStateException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }
}
