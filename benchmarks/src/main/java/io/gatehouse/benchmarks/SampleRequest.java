package io.gatehouse.benchmarks;

import io.gatehouse.AuthRequest;
import java.util.List;

/** A request with at most one header field and no query. It costs next to nothing, so that the engine is measured and not this. */
record SampleRequest(String path, String headerName, List<String> headerLines) implements AuthRequest {
    static SampleRequest anonymous(String path) {
        return new SampleRequest(path, "Accept", List.of("*/*"));
    }

    static SampleRequest bearer(String path, String token) {
        return new SampleRequest(path, "Authorization", List.of("Bearer " + token));
    }

    static SampleRequest apiKey(String path, String key) {
        return new SampleRequest(path, "X-API-Key", List.of(key));
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public List<String> headers(String name) {
        return headerName.equalsIgnoreCase(name) ? headerLines : List.of();
    }

    @Override
    public List<String> cookies(String name) {
        return List.of();
    }

    @Override
    public List<String> queryParameters(String name) {
        return List.of();
    }

    @Override
    public byte[] body(int limit) {
        return new byte[0];
    }

    @Override
    public String origin() {
        return "https://app.example";
    }

    @Override
    public String clientAddress() {
        return "203.0.113.7";
    }
}
