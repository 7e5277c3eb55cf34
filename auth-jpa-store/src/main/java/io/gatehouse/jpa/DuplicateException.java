package io.gatehouse.jpa;

/** A row with this key, or this unique value, is there already. */
final class DuplicateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DuplicateException(Throwable cause) {
        super("there is such a row already", cause);
    }
}
