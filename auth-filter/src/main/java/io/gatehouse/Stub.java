package io.gatehouse;

import java.util.Optional;

/**
 * Stands in for the vocabulary until it exists.
 *
 * @param name the name, if there is one
 */
public record Stub(Optional<String> name) {}
