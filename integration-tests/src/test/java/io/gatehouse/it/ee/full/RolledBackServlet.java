package io.gatehouse.it.ee.full;

import io.gatehouse.it.ee.EeStores;
import io.gatehouse.token.RefreshFamily;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.time.Instant;

/** Ends all logins of an account within a transaction that comes to nothing. Says how many were ended, and are left. */
@WebServlet("/open/rolled-back")
public final class RolledBackServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient UserTransaction transaction;

    @Inject
    private transient EeStores stores;

    /** The container fills the fields. */
    @SuppressWarnings("NullAway.Init")
    public RolledBackServlet() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        int ended = 0;
        try {
            transaction.begin();
            for (RefreshFamily family : stores.refreshTokens().liveFamiliesOf("ada", Instant.EPOCH)) {
                ended += stores.refreshTokens().revokeFamily(family.id()) ? 1 : 0;
            }
            if (transaction.getStatus() != Status.STATUS_ACTIVE) {
                throw new ServletException("the caller's transaction is gone");
            }
            transaction.rollback();
        } catch (ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
        int left = stores.refreshTokens().liveFamiliesOf("ada", Instant.EPOCH).size();
        response.setContentType("application/json");
        response.getWriter().write("{\"ended\":" + ended + ",\"left\":" + left + "}");
    }
}
