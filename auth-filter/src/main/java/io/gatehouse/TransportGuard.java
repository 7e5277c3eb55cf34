package io.gatehouse;

import java.util.Optional;

/**
 * Refuses credentials and endpoints over plain HTTP, except from the same machine: there the text does not travel, be it a
 * developer's browser or a proxy that has ended TLS.
 */
final class TransportGuard {
    private final boolean plainHttpAllowed;

    TransportGuard(boolean plainHttpAllowed) {
        this.plainHttpAllowed = plainHttpAllowed;
    }

    Optional<Problem> refuse(AuthRequest request) {
        if (plainHttpAllowed || request.origin().startsWith("https://") || isLoopback(request.clientAddress())) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(RequestProblems.HTTPS_REQUIRED, "plain http from " + request.clientAddress()));
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
