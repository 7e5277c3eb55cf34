package io.gatehouse.config;

/** A value that can't be used; the message is the second half of a sentence that begins with the key. */
final class WrongValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    WrongValueException(String predicate) {
        super(predicate);
    }

    WrongValueException(String predicate, Throwable cause) {
        super(predicate, cause);
    }
}
