/**
 * Where the caller may be injected. Used by the library's extensions only; no application needs it.
 *
 * <p>Entry type: {@link io.gatehouse.ee.injection.KeptIdentity}. Not here: who is calling, which is {@link
 * io.gatehouse.servlet.ServletAdapter}'s to say.
 *
 * <p>Threats: an identity that is kept for the next caller ({@code KeptIdentity}).
 */
@NullMarked
package io.gatehouse.ee.injection;

import org.jspecify.annotations.NullMarked;
