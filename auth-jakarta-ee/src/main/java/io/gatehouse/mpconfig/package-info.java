/**
 * MicroProfile Config as a place where settings stand, where that API and an implementation are on the class path.
 *
 * <p>Entry type: {@link io.gatehouse.mpconfig.MicroProfileSettings}, which the service loader finds. Not here: reading settings again when
 * they change.
 *
 * <p>Threat: a misspelt setting that is passed over. Names are taken as they are, so that a wrong one stops the start as it does in a file;
 * names that MicroProfile only guesses from variables of the environment are left out, since the environment is a place of its own.
 *
 * <p>Specification: MicroProfile Config 3.1.
 */
@NullMarked
package io.gatehouse.mpconfig;

import org.jspecify.annotations.NullMarked;
