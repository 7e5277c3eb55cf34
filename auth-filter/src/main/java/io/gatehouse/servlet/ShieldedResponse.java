package io.gatehouse.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The response as the application sees it: what it sets replaces a default, what it adds does too, and a reset brings the defaults
 * back. Keeps no state of its own: a field that still has the default's value is the default.
 */
final class ShieldedResponse extends HttpServletResponseWrapper {
    private final DefaultHeaders defaults;

    ShieldedResponse(HttpServletResponse response, DefaultHeaders defaults) {
        super(response);
        this.defaults = defaults;
    }

    @Override
    public void setHeader(String name, String value) {
        super.setHeader(name, value);
        if (isVary(name)) {
            defaults.vary((HttpServletResponse) getResponse());
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name != null && !isVary(name) && isDefault(name)) {
            super.setHeader(name, value);
        } else {
            super.addHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (name != null && isDefault(name)) {
            super.setIntHeader(name, value);
        } else {
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void reset() {
        super.reset();
        defaults.apply((HttpServletResponse) getResponse());
    }

    private boolean isDefault(String name) {
        String value = defaults.of(name);
        return value != null && value.equals(getHeader(name));
    }

    private static boolean isVary(String name) {
        return "Vary".equalsIgnoreCase(name);
    }
}
