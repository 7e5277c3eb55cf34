package io.gatehouse;

/**
 * What is needed for a decision can't be had: a store or a key server is down. The answer is 503, never "not found" and never
 * anonymous.
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message what can't be had; never a secret
     */
    public StoreUnavailableException(String message) {
        super(message);
    }

    /**
     * With a cause.
     *
     * @param message what can't be had; never a secret
     * @param cause what went wrong
     */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
