package io.gatehouse.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Runs SQL scripts as a person would, with no library that knows them. */
final class Scripts {
    private Scripts() {}

    static void run(DataSource on, String resource) {
        try (InputStream in = Scripts.class.getClassLoader().getResourceAsStream(resource);
                Connection connection = on.getConnection();
                Statement statement = connection.createStatement()) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            for (String command : script.split(";\\s*\\n", -1)) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
