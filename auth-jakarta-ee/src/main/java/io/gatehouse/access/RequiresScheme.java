package io.gatehouse.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The caller must have come with a credential of one of these schemes, for instance an API key. Others are answered 403, and a 401
 * invites none of them.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScheme {
    /**
     * Names the schemes.
     *
     * @return at least one {@link io.gatehouse.Authenticator#scheme()}: {@code bearer}, {@code api-key}, {@code session}; any one
     *     will do
     */
    String[] value();
}
