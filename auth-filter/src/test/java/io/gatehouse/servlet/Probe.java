package io.gatehouse.servlet;

import io.gatehouse.Identity;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The servlets of a test application; every one remembers that it was reached, and by whom. */
final class Probe {
    /** What a servlet does after it was remembered. */
    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    private final List<String> hits = new CopyOnWriteArrayList<>();

    List<String> hits() {
        return hits;
    }

    void forget() {
        hits.clear();
    }

    /** Adds a servlet that says who is calling. */
    Consumer<ServletContext> who(String... mappings) {
        return servlet((request, response) -> response.getOutputStream().print(who(request)), mappings);
    }

    /** Adds a servlet. */
    Consumer<ServletContext> servlet(Handler handler, String... mappings) {
        return context -> {
            ServletRegistration.Dynamic registration =
                    context.addServlet("probe " + List.of(mappings), new HttpServlet() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected void service(HttpServletRequest request, HttpServletResponse response)
                                throws ServletException, IOException {
                            hits.add(request.getDispatcherType() + " " + request.getMethod() + " "
                                    + request.getRequestURI() + " " + who(request));
                            handler.handle(request, response);
                        }
                    });
            registration.setAsyncSupported(true);
            registration.addMapping(mappings);
        };
    }

    /** Every way in which an application can ask who is calling; they must agree. */
    static String who(HttpServletRequest request) {
        Object attribute = request.getAttribute(AuthFilter.IDENTITY_ATTRIBUTE);
        String byAttribute = attribute instanceof Identity identity ? identity.subject() : String.valueOf(attribute);
        String byPrincipal = request.getUserPrincipal() == null
                ? "null"
                : request.getUserPrincipal().getName();
        String byName = String.valueOf(request.getRemoteUser());
        boolean signedIn = request.isUserInRole("**");
        boolean agree = byAttribute.equals(byPrincipal)
                && byPrincipal.equals(byName)
                && signedIn == !byName.equals("null")
                && signedIn == (request.getAuthType() != null);
        return agree
                ? byName
                : "CONTRADICTION " + byAttribute + " " + byPrincipal + " " + byName + " " + signedIn + " "
                        + request.getAuthType();
    }
}
