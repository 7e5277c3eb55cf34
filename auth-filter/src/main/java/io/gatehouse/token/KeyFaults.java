package io.gatehouse.token;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import org.jspecify.annotations.Nullable;

/** What may be wrong with a public key, by plain arithmetic on its numbers. Each method answers null if nothing is. */
final class KeyFaults {
    /** Larger keys only cost time. */
    private static final int MAX_RSA_BITS = 16384;

    private static final int MAX_EXPONENT_BITS = 64;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    /** The field of Ed25519, 2^255 - 19, and the constant d of its curve (RFC 8032 section 5.1). */
    private static final BigInteger ED_P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    private static final BigInteger ED_D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(ED_P))
            .mod(ED_P);

    /** The primes by which keys of a flawed generator are told (CVE-2017-15361, "ROCA"). */
    private static final int[] ROCA_PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };

    private KeyFaults() {}

    static @Nullable String ofRsa(BigInteger modulus, BigInteger exponent, int leastBits) {
        if (exponent.compareTo(THREE) < 0 || !exponent.testBit(0) || exponent.bitLength() > MAX_EXPONENT_BITS) {
            return "the RSA exponent is not an odd number from 3 to 2^" + MAX_EXPONENT_BITS;
        }
        return ofRsaModulus(modulus, leastBits);
    }

    static @Nullable String ofRsaModulus(BigInteger modulus, int leastBits) {
        int bits = modulus.bitLength();
        if (bits < leastBits || bits > MAX_RSA_BITS) {
            return "the RSA key has " + bits + " bits, not " + leastBits + " to " + MAX_RSA_BITS;
        }
        if (!modulus.testBit(0)) {
            return "the RSA modulus is even";
        }
        return isRoca(modulus) ? "the RSA key comes from a flawed generator (CVE-2017-15361)" : null;
    }

    static @Nullable String ofEc(ECParameterSpec parameters, ECPoint point, String curve) {
        String fault = ofEcParameters(parameters, curve);
        if (fault != null) {
            return fault;
        }
        return isOnCurve(named(curve), point) ? null : "the point is not on " + curve;
    }

    static @Nullable String ofEcParameters(ECParameterSpec parameters, String curve) {
        ECParameterSpec wanted = named(curve);
        boolean same = wanted.getCurve().equals(parameters.getCurve())
                && wanted.getGenerator().equals(parameters.getGenerator())
                && wanted.getOrder().equals(parameters.getOrder())
                && wanted.getCofactor() == parameters.getCofactor();
        return same ? null : "the key is not on " + curve;
    }

    /** RFC 8032 section 5.1.3: decodable; and not of low order, since anyone can forge signatures of such a key. */
    static @Nullable String ofEd25519(EdECPublicKey key) {
        if (!key.getParams().getName().equals("Ed25519")) {
            return "the key is not on Ed25519";
        }
        BigInteger y = key.getPoint().getY();
        if (y.signum() < 0 || y.compareTo(ED_P) >= 0) {
            return "the point is not on Ed25519";
        }
        BigInteger y2 = y.multiply(y).mod(ED_P);
        BigInteger u = y2.subtract(BigInteger.ONE).mod(ED_P);
        BigInteger v = ED_D.multiply(y2).add(BigInteger.ONE).mod(ED_P);
        BigInteger x2 = u.multiply(v.modInverse(ED_P)).mod(ED_P);
        BigInteger euler = x2.modPow(ED_P.shiftRight(1), ED_P);
        if (x2.signum() != 0 && !euler.equals(BigInteger.ONE)) {
            return "the point is not on Ed25519";
        }
        // x = 0: order 1 or 2; y = 0: order 4; doubling gives y = 0, that is x^2 + y^2 = 0 (twisted, a = -1): order 8
        boolean low =
                x2.signum() == 0 || y.signum() == 0 || x2.add(y2).mod(ED_P).signum() == 0;
        return low ? "the point has low order" : null;
    }

    static ECParameterSpec named(String curve) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curve));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + curve, e);
        }
    }

    private static boolean isOnCurve(ECParameterSpec parameters, ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB())
                .mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    /** Keys of the flawed generator are powers of 65537 modulo every small prime. */
    private static boolean isRoca(BigInteger modulus) {
        for (int prime : ROCA_PRIMES) {
            int rest = modulus.mod(BigInteger.valueOf(prime)).intValue();
            int power = 1;
            boolean found = false;
            for (int i = 0; i < prime && !found; i++) {
                found = power == rest;
                power = (int) (power * 65537L % prime);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
