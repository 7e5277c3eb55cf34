/**
 * The annotations of {@link io.gatehouse.access} on servlets: on the class, and on {@code doGet} and its like.
 *
 * <p>Entry type: {@link io.gatehouse.access.servlet.AccessInitializer}, which the container finds by itself. Its filter stands behind
 * {@link io.gatehouse.servlet.AuthFilter}, knows by the request's mapping which servlet comes next, and asks on REQUEST, FORWARD and
 * ASYNC dispatches. Not here: INCLUDE and ERROR dispatches, and those to a servlet by its name.
 *
 * <p>Specification: Servlet 6.0 sections 6.2.4 (filters and dispatches) and 8.2.4 (initializers).
 */
@NullMarked
package io.gatehouse.access.servlet;

import org.jspecify.annotations.NullMarked;
