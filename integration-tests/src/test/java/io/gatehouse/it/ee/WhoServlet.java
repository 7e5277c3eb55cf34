package io.gatehouse.it.ee;

import io.gatehouse.Identity;
import io.gatehouse.json.Json;
import io.gatehouse.servlet.IdentityPrincipal;
import io.gatehouse.servlet.ServletAdapter;
import jakarta.annotation.security.DeclareRoles;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who is calling, in every way in which an application can ask. {@code SecurityContext} knows declared roles only. */
@DeclareRoles("admin")
@WebServlet(
        urlPatterns = {"/who", "/open/who", "/admin/who", "/constrained/who", "/data/who"},
        asyncSupported = true)
public class WhoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient SecurityContext context;

    @Inject
    private transient Provider<Optional<Identity>> identity;

    @Inject
    private transient Principal principal;

    /** The container fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public WhoServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> who = new LinkedHashMap<>();
        who.put("user", name(request.getUserPrincipal()));
        who.put("remoteUser", String.valueOf(request.getRemoteUser()));
        who.put("authType", String.valueOf(request.getAuthType()));
        who.put("admin", request.isUserInRole("admin"));
        who.put("context", name(context.getCallerPrincipal()));
        who.put("contextAdmin", context.isCallerInRole("admin"));
        who.put("ours", request.getUserPrincipal() instanceof IdentityPrincipal);
        who.put("identity", identity(request).map(Identity::subject).orElse("null"));
        who.put("principal", injected());
        response.setContentType("application/json");
        response.getWriter().write(Json.write(who));
    }

    /** Payara has no request scope in asynchronous dispatches. */
    private Optional<Identity> identity(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ASYNC ? ServletAdapter.caller(request) : identity.get();
    }

    /** A container may have a proxy of nobody. */
    private String injected() {
        try {
            return name(principal);
        } catch (NullPointerException | IllegalStateException e) {
            return "null";
        }
    }

    private static String name(@Nullable Principal caller) {
        return caller == null ? "null" : String.valueOf(caller.getName());
    }
}
