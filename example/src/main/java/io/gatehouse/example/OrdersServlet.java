package io.gatehouse.example;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reading needs the scope {@code orders:read}, ordering {@code orders:write}; each account sees its own orders. */
@WebServlet("/api/orders")
public final class OrdersServlet extends JsonServlet {
    private static final long serialVersionUID = 1L;
    private static final int KEPT = 100;

    private final transient Map<String, Deque<Integer>> orders = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Deque<Integer> mine = orders.computeIfAbsent(caller(request).subject(), id -> new ArrayDeque<>());
        synchronized (mine) {
            answer(response, 200, Map.of("orders", List.copyOf(mine)));
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Deque<Integer> mine = orders.computeIfAbsent(caller(request).subject(), id -> new ArrayDeque<>());
        synchronized (mine) {
            int number = mine.isEmpty() ? 1 : mine.getLast() + 1;
            mine.addLast(number);
            if (mine.size() > KEPT) {
                mine.removeFirst();
            }
            answer(response, 201, Map.of("order", number));
        }
    }
}
