package io.gatehouse.testkit;

import java.util.List;

/** Texts of clients that no store may take for an id, nor fail of: databases differ in what they do with them. */
public final class HostileTexts {
    private HostileTexts() {}

    /**
     * The texts.
     *
     * @return among them NUL, half of a surrogate pair, statements, wildcards, and one of 10 000 characters
     */
    public static List<String> all() {
        return List.of(
                "",
                " ",
                "%",
                "_",
                "' or '1'='1",
                "\\",
                "\0",
                "id\0",
                "\ud800",
                "\udc00\ud800",
                "\ufeff",
                "x".repeat(10_000),
                "\ud83d\udea6".repeat(100));
    }
}
