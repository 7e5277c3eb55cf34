package io.gatehouse.it.ee.basic;

import io.gatehouse.ee.Argon2PasswordHash;
import io.gatehouse.it.ee.EeStores;
import jakarta.annotation.Resource;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Makes the application's own table, with one caller. */
@WebListener
public class CallerTable implements ServletContextListener {
    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource dataSource;

    /** The container fills the field. */
    @SuppressWarnings("NullAway.Init")
    public CallerTable() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        String hash = new Argon2PasswordHash()
                .generate(EeStores.resource(EeStores.PASSWORD).toCharArray());
        try (Connection connection = dataSource.getConnection();
                Statement table = connection.createStatement()) {
            table.execute("create table caller (name varchar(20) primary key, hash varchar(200), role varchar(20))");
            try (PreparedStatement row =
                    connection.prepareStatement("insert into caller values ('dora', ?, 'admin')")) {
                row.setString(1, hash);
                row.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
