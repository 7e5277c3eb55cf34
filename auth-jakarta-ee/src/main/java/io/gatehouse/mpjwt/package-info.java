/**
 * The caller as MicroProfile JWT 2.1 shows it: {@code @Inject JsonWebToken} and {@code @Inject @Claim}, in any container with CDI where that
 * API is on the class path. Loaded there only.
 *
 * <p>Entry type: {@link io.gatehouse.mpjwt.MpJwtExtension}, which CDI finds by itself. Not here: checking tokens, which the engine
 * has done; {@code mp.jwt.verify.*} is not read. The raw token is not known any more, so that nobody can pass it on by mistake.
 *
 * <p>Specification: MicroProfile JWT 2.1 sections 5 (claims) and 7 (injection); which types there are says {@code ClaimShape}.
 */
@NullMarked
package io.gatehouse.mpjwt;

import org.jspecify.annotations.NullMarked;
