package io.gatehouse.config;

/**
 * One setting as its source has it.
 *
 * @param name the name as it is written there
 * @param value the value, stripped
 * @param source names the source
 */
record Setting(String name, String value, String source) {
    String where() {
        return name + " (" + source + ")";
    }

    /** Never shows the value, which may be a secret that should not stand there. */
    @Override
    public String toString() {
        return where();
    }
}
