package io.gatehouse.token;

import static io.gatehouse.token.Keys.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.Rejection;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ed25519 (RFC 8037, RFC 9864). */
final class Ed25519Test {
    @Test
    void acceptsEitherNameOnlyWhereListed() throws Rejection {
        Forge forge = new Forge(SignatureAlgorithm.ED25519);
        forge.accepts(forge.good());
        String underTheOldName = forge.withHeader(forge.header("alg", "EdDSA"));
        assertThat(forge.refusal(underTheOldName)).contains("alg EdDSA is not accepted");
        forge.policy = JwtPolicy.of(
                Forge.ISSUER, Forge.AUDIENCE, Set.of(SignatureAlgorithm.EDDSA, SignatureAlgorithm.ED25519));
        forge.accepts(underTheOldName);
        forge.accepts(forge.good());
    }

    @Test
    void refusesOtherCurves() throws GeneralSecurityException {
        PublicKey ed448 =
                KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic();
        assertRefused(SignatureAlgorithm.EDDSA, ed448, "not on Ed25519");
        PublicKey x25519 =
                KeyPairGenerator.getInstance("X25519").generateKeyPair().getPublic();
        assertRefused(SignatureAlgorithm.EDDSA, x25519, "does not fit");
    }

    @Test
    void refusesPointsOfLowOrderAndOffTheCurve() throws GeneralSecurityException {
        BigInteger p = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
        assertRefused(SignatureAlgorithm.EDDSA, point(BigInteger.ZERO), "low order");
        assertRefused(SignatureAlgorithm.EDDSA, point(BigInteger.ONE), "low order");
        assertRefused(SignatureAlgorithm.EDDSA, point(p.subtract(BigInteger.ONE)), "low order");
        BigInteger ofOrderEight =
                new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);
        assertRefused(SignatureAlgorithm.EDDSA, point(ofOrderEight), "low order");
        assertRefused(SignatureAlgorithm.EDDSA, point(p.subtract(ofOrderEight)), "low order");
        assertRefused(SignatureAlgorithm.EDDSA, point(BigInteger.TWO), "not on Ed25519");
        assertRefused(SignatureAlgorithm.EDDSA, point(p.add(BigInteger.ONE)), "not on Ed25519");
    }

    private PublicKey point(BigInteger y) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(false, y)));
    }
}
