package io.gatehouse.ee;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Settings of the library in code, and the wish that the container's authentication mechanism goes by them; on one class of the
 * application, which should be a CDI bean with a scope:
 *
 * <pre>{@code
 * @GatehouseMechanism("""
 *     gatehouse.issuers.corp.issuer     = ${config['shop.issuer']}
 *     gatehouse.issuers.corp.audience   = shop
 *     gatehouse.issuers.corp.algorithms = ES256
 *     gatehouse.issuers.corp.jwks       = #{sites.identity}/jwks
 *     gatehouse.rules.public            = /public/** = open
 *     """)
 * @ApplicationScoped
 * public class Security {}
 * }</pre>
 *
 * The text is that of a properties file, with the same keys and the same messages. All other places of settings win over it. Without a text
 * the settings are elsewhere, and only the mechanism is asked for. Without Jakarta Security, or with a mechanism of the application's own,
 * the filter goes by the settings all the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GatehouseMechanism {
    /**
     * The settings.
     *
     * @return a text in the form of {@link java.util.Properties}. Each value may have expressions of Jakarta Expression Language, {@code
     *     ${…}} or {@code #{…}}, both evaluated once, when the application starts: of named beans, and of {@code config['key']} for
     *     MicroProfile Config, where it is there
     */
    String value() default "";
}
