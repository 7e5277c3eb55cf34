package com.example.bookshop;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Reads a parameter, so that the body of a form is used up here, and gives pages a header by a wrapped response. */
public class BrandFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String brand =
                request.getContentType() != null && request.getContentType().startsWith("multipart/")
                        ? null
                        : request.getParameter("brand");
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setContentType(String type) {
                super.setContentType(type);
                setHeader("X-Brand", brand == null ? "bookshop" : brand);
            }
        });
    }
}
