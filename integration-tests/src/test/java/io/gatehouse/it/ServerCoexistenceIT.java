package io.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gatehouse.it.ee.mpjwt.JwtApplication;
import io.gatehouse.it.ee.oidc.OidcApplication;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Applications that use what the server has itself, and have an engine too: the engine stays out, and the log says so. */
@OnServer
@Tag("full-server")
final class ServerCoexistenceIT {
    private static final Secrets SECRETS = new Secrets();
    private static final RSAKey KEY = key();

    @Deployment(name = "mp-jwt", testable = false)
    static WebArchive jwt() throws JOSEException {
        String key = Base64.getEncoder().encodeToString(KEY.toRSAPublicKey().getEncoded());
        return EeWar.withAnother("mp-jwt.war", SECRETS.generate(), JwtApplication.class)
                .addAsResource(
                        new StringAsset("mp.jwt.verify.issuer=https://own.example\nmp.jwt.verify.publickey=" + key),
                        "META-INF/microprofile-config.properties");
    }

    @Deployment(name = "oidc", testable = false)
    static WebArchive oidc() {
        return EeWar.withAnother("oidc.war", SECRETS.generate(), OidcApplication.class);
    }

    @Test
    void leavesMicroProfileJwtToTheServer(@ArquillianResource @OperateOnDeployment("mp-jwt") URL url) throws Exception {
        Client client = Client.of(url, SECRETS);
        client.get("/jwt/who").is(401);
        client.get("/jwt/who", "Authorization", "Bearer " + token("https://other.example"))
                .is(401);
        assertThat(client.get("/jwt/who", "Authorization", "Bearer " + token("https://own.example"))
                        .is(200)
                        .body())
                .isEqualTo("jane");
        client.get("/who").is(200);
        assertSaid("JwtApplication");
    }

    @Test
    void leavesOpenIdConnectToTheServer(@ArquillianResource @OperateOnDeployment("oidc") URL url) throws IOException {
        Client client = Client.of(url, SECRETS);
        Answer answer = client.get("/constrained/who").is(302);
        assertThat(answer.values("Location"))
                .singleElement()
                .asString()
                .startsWith("https://provider.invalid/authorize?");
        client.get("/who").is(200);
        assertSaid("OidcApplication");
    }

    private static void assertSaid(String application) throws IOException {
        Path log = Path.of(System.getProperty("server.home"), "glassfish/domains/domain1/logs/server.log");
        assertThat(Files.readString(log))
                .containsPattern("The application has an authentication mechanism of its own, .*" + application
                        + ".*: no other is added, and the rules of its AuthEngine are not asked");
    }

    private static String token(String issuer) throws JOSEException {
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID("key")
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject("jane")
                        .claim("upn", "jane")
                        .claim("groups", List.of("admin"))
                        .jwtID("id")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .build());
        token.sign(new RSASSASigner(KEY));
        return token.serialize();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
