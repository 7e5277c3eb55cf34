package io.gatehouse.token;

import static io.gatehouse.token.Keys.assertRefused;
import static io.gatehouse.token.Keys.rsa;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.json.Json;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** JSON Web Algorithms, section 3.2: HMAC. */
final class Rfc7518HmacTest {
    @Test
    void refusesKeysShorterThanTheHash() {
        for (SignatureAlgorithm algorithm :
                Set.of(SignatureAlgorithm.HS256, SignatureAlgorithm.HS384, SignatureAlgorithm.HS512)) {
            int bytes = algorithm.generatedKeyBits() / 8;
            VerificationKey.of(algorithm, new SecretKeySpec(new byte[bytes], "HMAC"));
            assertRefused(algorithm, new SecretKeySpec(new byte[bytes - 1], "HMAC"), "has at least");
        }
    }

    @Test
    void refusesPublicKeyAsSecret() throws GeneralSecurityException {
        assertRefused(SignatureAlgorithm.HS256, rsa(2048).getPublic(), "does not fit HS256");
    }

    /** The classic: what everybody knows, the public key, taken for the secret of an HMAC. */
    @Test
    void refusesTokenSignedWithThePublicKeyAsSecret() {
        Forge forge = new Forge(SignatureAlgorithm.RS256);
        PublicKey known = (PublicKey) forge.key.verificationKey().key();
        SecretKeySpec secret = new SecretKeySpec(known.getEncoded(), "HMAC");
        SigningKey evil = SigningKey.of(
                VerificationKey.of(SignatureAlgorithm.HS256, secret).withKid(forge.key.kid()), secret);
        String token = Forge.signed(
                Forge.bytes(Json.write(forge.header("alg", "HS256"))), Forge.bytes(Json.write(forge.claims())), evil);
        assertThat(forge.refusal(token)).contains("alg HS256 is not accepted");
        // Even a policy that made this mistake finds no key, since the key is bound to RS256
        forge.policy = JwtPolicy.of(Forge.ISSUER, Forge.AUDIENCE, Set.of(SignatureAlgorithm.HS256));
        assertThat(forge.refusal(token)).contains("no HS256 key");
    }
}
