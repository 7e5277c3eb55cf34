/**
 * Configuration without code: settings of named sources become the same calls that an application would write.
 *
 * <p>Entry type: {@link io.gatehouse.config.Configuration}, over a list of {@link io.gatehouse.config.SettingSource}. Applications that keep
 * their accounts elsewhere offer a {@link io.gatehouse.config.StoreProvider}. Read on with {@code Key}, {@code Keys} and {@code Reading};
 * each {@code …Section} holds the keys of one subject and what they mean.
 *
 * <p>Not here: where sources come from ({@code io.gatehouse.servlet}), and any default that the library does not have itself.
 *
 * <p>Threats: a misspelt setting that silently protects nothing (every name that is not a key, and every key without effect, stops the
 * start: {@code Reading}), a secret in a file that is copied about ({@code SecretReference} takes references only), a secret in a log
 * (no message repeats the value of a secret's key), a rule that is understood otherwise than it was meant ({@code RuleSyntax} refuses
 * what can't be expressed).
 */
@NullMarked
package io.gatehouse.config;

import org.jspecify.annotations.NullMarked;
