package io.gatehouse.token;

import io.gatehouse.login.Account;
import io.gatehouse.secret.OpaqueToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes access tokens in the profile of RFC 9068. They hold no e-mail address: tokens end up in logs of others. */
record AccessTokenIssuer(TokenPolicy policy, JwtSigner signer, SecureRandom random) {
    /** The claims of RFC 9068 section 2.2, with {@code groups} of section 2.2.3.1 and {@code sid} for revocation. */
    String issue(RefreshRotation.Issued login) {
        Account account = login.account();
        RefreshFamily family = login.family();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", policy.issuer());
        claims.put("sub", account.id());
        claims.put("aud", policy.audience());
        claims.put("exp", login.at().plus(lifetime(login)).getEpochSecond());
        claims.put("iat", login.at().getEpochSecond());
        claims.put("auth_time", family.createdAt().getEpochSecond());
        claims.put("jti", OpaqueToken.newId(random));
        claims.put("client_id", policy.clientId());
        claims.put("scope", String.join(" ", account.scopes().stream().sorted().toList()));
        claims.put("groups", account.roles().stream().sorted().toList());
        claims.put("sid", family.id());
        return signer.sign(JwtPolicy.ACCESS_TOKEN_TYPE, claims);
    }

    /** No longer than the refresh token beside it: past its end the login is no longer found, so nobody could end the access token. */
    Duration lifetime(RefreshRotation.Issued login) {
        Duration rest = Duration.between(login.at(), login.expiresAt());
        return rest.compareTo(policy.accessLifetime()) < 0 ? rest : policy.accessLifetime();
    }
}
