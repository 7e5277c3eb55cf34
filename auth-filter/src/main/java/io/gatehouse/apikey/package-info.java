/**
 * API keys: long-lived credentials for programs, made and revoked by the people they act for.
 *
 * <p>Entry types: {@link io.gatehouse.apikey.ApiKeys} and {@link io.gatehouse.apikey.ApiKeyPolicy}; {@link
 * io.gatehouse.apikey.ApiKeyStore} is what an application or one of our stores implements.
 *
 * <p>This is the package to copy for a scheme of one's own. Read it in the order of a request: {@code ApiKeyAuthentication} finds the
 * credential, {@code ApiKeyText} reads its syntax, {@code ApiKeyVerifier} decides whether it is good, {@code LastUses} remembers that.
 * Then in the order of a key's life: {@code CreateApiKeyEndpoint} and its three neighbours translate HTTP, {@code ApiKeyIssuer} makes
 * keys. {@code ApiKeys} ties both together.
 *
 * <p>A key's text is {@code prefix_id_secret} and a checksum, and matches one regular expression ({@link
 * io.gatehouse.apikey.ApiKeyPolicy#expression}), so that secret scanners find it. The id finds the record, the secret proves the right
 * to it, and the checksum refuses typing errors before any store is asked.
 *
 * <p>Not here: keys that may manage keys (that needs a login), rate limits, keys of other formats.
 *
 * <p>Specifications: RFC 9110 section 11 (challenges), RFC 6749 section 3.3 (scopes), OWASP ASVS 5.0 chapters 6.5 and 14.2.
 *
 * <p>Threats: a stolen store (digests only, {@link io.gatehouse.secret.SecretHash}), guessing (190 random bits, {@code ApiKeyText}),
 * finding out which keys exist (one answer, {@code ApiKeyVerifier}), keys in addresses and logs ({@code ApiKeyAuthentication}, {@code
 * toString} of every type here), keys that can do more than their owner ({@code ApiKeyVerifier}, {@code ApiKeyIssuer}), a stolen key that
 * makes itself permanent (a login is needed, {@link io.gatehouse.Requirement#login}), somebody else's keys (404, {@code ApiKeyIssuer} and
 * {@link io.gatehouse.apikey.ApiKeyStore#revoke}), flooding the store (checksum first; {@link
 * io.gatehouse.apikey.ApiKeyPolicy#maxLiveKeys}; last use written in batches, {@code LastUses}).
 */
@NullMarked
package io.gatehouse.apikey;

import org.jspecify.annotations.NullMarked;
