package io.gatehouse.example;

import io.gatehouse.login.Account;
import io.gatehouse.login.AccountStore;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Any login: tells the caller's account. */
@WebServlet("/api/profile")
public final class ProfileServlet extends JsonServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AccountStore accounts = (AccountStore) getServletContext().getAttribute(ExampleApplication.ACCOUNTS);
        Account account = accounts.find(request.getRemoteUser()).orElseThrow();
        answer(response, 200, Map.of("user", account.toJson()));
    }
}
