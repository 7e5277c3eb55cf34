package io.gatehouse.json;

/** The JSON value {@code null}, so that no Java {@code null} stands inside parsed collections. */
public enum JsonNull {
    /** The only value. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
