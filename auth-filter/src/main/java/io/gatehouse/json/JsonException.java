package io.gatehouse.json;

/** Text that is not the JSON that was asked for. Carries no stack trace and never repeats the text itself. */
public final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what is wrong and where, without quoting the input
     */
    public JsonException(String message) {
        super(message, null, false, false);
    }
}
