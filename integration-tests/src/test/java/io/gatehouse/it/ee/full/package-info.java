/** What the application has besides on a whole Jakarta EE server: resources and EJBs with roles. */
@NullMarked
package io.gatehouse.it.ee.full;

import org.jspecify.annotations.NullMarked;
