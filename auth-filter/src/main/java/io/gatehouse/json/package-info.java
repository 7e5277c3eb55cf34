/**
 * Strict JSON (RFC 8259), the only JSON reader of the library.
 *
 * <p>Entry types: {@link io.gatehouse.json.Json} and {@link io.gatehouse.json.JsonObject}. Tokens and login bodies are read
 * here before anything in them is believed, so that two parsers can never disagree about them: UTF-8 only, no byte order
 * mark, no duplicate member names, no trailing data, bounded depth, numbers of RFC 7493 (I-JSON).
 *
 * <p>Not here: binding to Java types, streaming, comments or any other leniency.
 *
 * <p>Threats: parser differentials and duplicate members (refused by {@link io.gatehouse.json.Json#parse}), deep nesting and
 * long numbers (bounded there), markup and control characters in output (escaped by {@link io.gatehouse.json.Json#write}).
 */
@NullMarked
package io.gatehouse.json;

import org.jspecify.annotations.NullMarked;
