package io.gatehouse.servlet;

import io.gatehouse.config.SettingSource;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the container from writing {@code ;jsessionid=} into links, as it does by default until it has seen its cookie: {@code UrlGuard}
 * refuses such a URL, so that the first link on the first page would lead to an error; and a session's id in a URL is a secret in logs,
 * histories and referrers.
 */
final class SessionUrls {
    private static final Logger LOG = LoggerFactory.getLogger(AuthFilter.class);

    private static final String KEY = "gatehouse.urls.allow-path-parameters";
    private static final String VARIABLE = "GATEHOUSE_URLS_ALLOW_PATH_PARAMETERS";

    private SessionUrls() {}

    /**
     * Leaves cookies only, unless settings let path parameters through; for the time when an application's code has not said yet what it
     * sets, and nothing can be changed any more when it has.
     */
    static void stopUnlessLetThrough(ServletContext context, List<SettingSource> sources) {
        Optional<String> first = sources.stream()
                .map(source -> source.values().get(source.environment() ? VARIABLE : KEY))
                .filter(Objects::nonNull)
                .findFirst();
        if (first.filter(value -> value.strip().equals("true")).isEmpty()) {
            stop(context);
        }
    }

    /** Leaves cookies only. Without effect once the application has started its filters, which a {@code web.xml} may declare. */
    static void stop(ServletContext context) {
        Set<SessionTrackingMode> modes = context.getEffectiveSessionTrackingModes();
        if (modes == null || !modes.contains(SessionTrackingMode.URL)) {
            return;
        }
        try {
            context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
        } catch (IllegalStateException | UnsupportedOperationException e) {
            LOG.warn("The container may write ;jsessionid= into links, which are refused then:"
                    + " put <session-config><tracking-mode>COOKIE</tracking-mode></session-config> into web.xml");
            LOG.debug("the container's session tracking can't be changed now", e);
        }
    }
}
