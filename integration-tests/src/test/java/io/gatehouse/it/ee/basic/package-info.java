/** An application with a mechanism of its own, which must stay the only one; its accounts are the library's. */
@NullMarked
package io.gatehouse.it.ee.basic;

import org.jspecify.annotations.NullMarked;
