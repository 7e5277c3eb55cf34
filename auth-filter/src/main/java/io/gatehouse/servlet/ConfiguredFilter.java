package io.gatehouse.servlet;

import io.gatehouse.AuditLog;
import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.config.Configuration;
import io.gatehouse.config.ConfigurationException;
import io.gatehouse.config.SettingSource;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the filter that settings describe, and reports what it protects. */
final class ConfiguredFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuthFilter.class);

    private ConfiguredFilter() {}

    static boolean isConfigured(List<SettingSource> sources) {
        return sources.stream().anyMatch(source -> !source.values().isEmpty());
    }

    /**
     * Makes the filter.
     *
     * @throws ConfigurationException if something is wrong with the settings
     */
    static AuthFilter of(ServletContext context, List<SettingSource> sources, Map<String, String> environment) {
        try {
            return made(context, sources, environment);
        } catch (ConfigurationException e) {
            Clock clock = Clock.systemUTC();
            new AuditLog(clock)
                    .on(AuthEvent.ofApplication(
                            AuthEvent.Type.START_REFUSED, clock.instant(), String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private static AuthFilter made(
            ServletContext context, List<SettingSource> sources, Map<String, String> environment) {
        Configuration configuration = Configuration.read(
                sources, environment, context.getClassLoader(), Clock.systemUTC(), new SecureRandom());
        TrustedProxies proxies = proxies(configuration);
        AuthEngine engine = configuration.start();
        try {
            return around(engine, context, configuration, proxies);
        } catch (RuntimeException | Error e) {
            engine.close(); // nobody else will, and its stores would stay open
            throw e;
        }
    }

    private static AuthFilter around(
            AuthEngine engine, ServletContext context, Configuration configuration, TrustedProxies proxies) {
        List<String> report = configuration.report(engine);
        // in loops: what a server names as the place of a line is the method that logs it
        for (String line : report) {
            LOG.info(line);
        }
        engine.report(AuthEvent.Type.STARTED, String.join("; ", report));
        for (String warning : configuration.warnings()) {
            LOG.warn(warning);
        }
        if (!configuration.letsPathParametersThrough()) {
            SessionUrls.stop(context);
        }
        UrlPolicy urls = UrlPolicy.strict();
        urls = configuration.letsPathParametersThrough() ? urls.allowPathParameters() : urls;
        urls = configuration.letsEncodedPercentThrough() ? urls.allowEncodedPercent() : urls;
        AuthFilter filter =
                new AuthFilter(engine, urls).withTrustedProxies(proxies).withHeaders(configuration.headers());
        return configuration.letsContainerLoginCount() ? filter.allowContainerLogin() : filter;
    }

    private static TrustedProxies proxies(Configuration configuration) {
        List<String> addresses = configuration.trustedProxies();
        if (addresses.isEmpty()) {
            return TrustedProxies.none();
        }
        try {
            TrustedProxies proxies = TrustedProxies.of(addresses.toArray(String[]::new));
            return configuration.readsForwardedHeader() ? proxies.withForwardedHeader() : proxies;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    List.of("gatehouse.trusted-proxies can't be used: " + e.getMessage() + "."));
        }
    }
}
