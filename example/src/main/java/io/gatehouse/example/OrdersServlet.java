package io.gatehouse.example;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Reading needs the scope {@code orders:read}, ordering {@code orders:write}; each account sees its own orders. */
@WebServlet("/api/orders")
public final class OrdersServlet extends JsonServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, 200, Map.of("orders", orders().of(caller(request).subject())));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(response, 201, Map.of("order", orders().add(caller(request).subject())));
    }

    private Orders orders() {
        return (Orders) getServletContext().getAttribute(ExampleApplication.ORDERS);
    }
}
