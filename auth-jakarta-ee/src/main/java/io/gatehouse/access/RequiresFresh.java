package io.gatehouse.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The caller must have signed in lately (RFC 9470); later on, the answer is 401 with {@code insufficient_user_authentication} until
 * they sign in again. Renewing a token does not count as signing in, and an API key is no login.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresFresh {
    /**
     * How long ago that may be.
     *
     * @return seconds, at least one
     */
    int seconds();
}
