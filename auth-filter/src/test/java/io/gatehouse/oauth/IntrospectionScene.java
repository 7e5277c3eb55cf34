package io.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.AuthEngine;
import io.gatehouse.AuthEvent;
import io.gatehouse.AuthFeature;
import io.gatehouse.Authenticator;
import io.gatehouse.Decision;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.memory.MemoryPendingLoginStore;
import io.gatehouse.testkit.FakeProvider;
import io.gatehouse.testkit.MutableClock;
import io.gatehouse.testkit.RequestBuilder;
import io.gatehouse.token.BearerAuthentication;
import io.gatehouse.token.IntrospectedIssuer;
import io.gatehouse.token.IntrospectionPolicy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An application that asks a provider about opaque tokens. */
final class IntrospectionScene implements AutoCloseable {
    static final String TOKEN = FakeProvider.OPAQUE + "ada";

    final MutableClock clock = MutableClock.create();
    final FakeProvider fake = FakeProvider.start(clock);
    final List<AuthEvent> events = Collections.synchronizedList(new ArrayList<>());
    private Duration timeout = Duration.ofSeconds(5);
    private UnaryOperator<IntrospectionPolicy> policy = UnaryOperator.identity();
    private AuthEngine engine = engine(BearerAuthentication.introspecting(issuer(), clock));

    OAuthLogin login(OAuthProvider provider) {
        return OAuthLogin.of(
                        OAuthScene.BASE_URL,
                        person -> Optional.empty(),
                        new MemoryPendingLoginStore(),
                        (account, request) -> Reply.noContent(),
                        provider)
                .withTimeout(timeout)
                .with(clock, new SecureRandom());
    }

    OAuthProvider provider() {
        return OAuthProvider.oidc(
                        "fake", "Fake", fake.issuer(), "client-1", ClientAuthentication.secretBasic(OAuthScene.SECRET))
                .insecureAllowHttp();
    }

    IntrospectedIssuer issuer() {
        IntrospectedIssuer issuer = login(provider()).introspectedIssuer("fake", "shop-api");
        return new IntrospectedIssuer(policy.apply(issuer.policy()), issuer.server());
    }

    void use(UnaryOperator<IntrospectionPolicy> change) {
        policy = change;
        use(BearerAuthentication.introspecting(issuer(), clock));
    }

    void useTimeout(Duration value) {
        timeout = value;
        use(BearerAuthentication.introspecting(issuer(), clock));
    }

    void use(BearerAuthentication bearer) {
        engine = engine(bearer);
    }

    private AuthEngine engine(BearerAuthentication bearer) {
        AuthFeature feature = new AuthFeature() {
            @Override
            public List<Authenticator> authenticators() {
                return List.of(bearer);
            }

            @Override
            public List<Endpoint> endpoints() {
                return List.of();
            }
        };
        return AuthEngine.builder()
                .use(feature)
                .clock(clock)
                .listener(events::add)
                .build();
    }

    Decision decide(String token) {
        return engine.decide(
                RequestBuilder.get("/orders")
                        .header("Authorization", "Bearer " + token)
                        .build(),
                Requirement.anyone());
    }

    Identity identity(String token) {
        Decision decision = decide(token);
        assertThat(decision).as(reason()).isInstanceOf(Decision.Allow.class);
        return ((Decision.Allow) decision).identity().orElseThrow();
    }

    /** Refused, and the client learns no more than the code. */
    Reply refused(String token, String code) {
        Decision decision = decide(token);
        assertThat(decision).isInstanceOf(Decision.Answer.class);
        Reply reply = ((Decision.Answer) decision).reply();
        assertThat(OAuthScene.code(reply)).as(reason()).isEqualTo(code);
        assertThat(reply.body() + events).doesNotContain(token);
        return reply;
    }

    Reply invalid() {
        return refused(TOKEN, "TOKEN_INVALID");
    }

    void unavailable() {
        Reply reply = refused(TOKEN, "UNAVAILABLE");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", List.of("5"));
    }

    int asked() {
        return fake.received(FakeProvider.INTROSPECT).size();
    }

    /** The reason of the last refusal, so that no test passes for another check's sake. */
    String reason() {
        return events.isEmpty() ? "" : events.get(events.size() - 1).reason().orElse("");
    }

    @Override
    public void close() {
        fake.close();
    }
}
