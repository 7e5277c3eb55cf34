package io.gatehouse.servlet;

import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import jakarta.servlet.ServletContext;
import java.util.List;

/**
 * Settings that stand in an application's code, for instance in an annotation; found by {@link java.util.ServiceLoader} on the application's class
 * path. All other places win over them: code says what is usual, and operations may differ. Needs a public constructor without parameters.
 */
public interface ApplicationSettings {
    /**
     * Reads them, once, when the application's listeners have run and its filters are being initialized.
     *
     * @param context the application
     * @return the sources; of two that have a setting, the first wins
     * @throws ConfigurationException if they can't be read
     */
    List<SettingSource> of(ServletContext context);
}
