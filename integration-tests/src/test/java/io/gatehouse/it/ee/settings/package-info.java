/** An application whose engine is that of settings in an annotation. */
@NullMarked
package io.gatehouse.it.ee.settings;

import org.jspecify.annotations.NullMarked;
