package io.gatehouse.login;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import java.util.List;
import java.util.Optional;

/** Ends all of one's own logins but the current one. */
record EndOtherLoginsEndpoint(String path, List<LiveLogins> logins) implements Endpoint {
    @Override
    public String method() {
        return "DELETE";
    }

    @Override
    public Requirement requirement() {
        return Requirement.login();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) {
        Identity identity = caller.orElseThrow();
        String accountId = identity.accountId().orElseThrow();
        logins.forEach(kind -> kind.endAll(accountId, identity.loginId()));
        return Reply.noContent()
                .withFact(new AuthEvent.Fact(AuthEvent.Type.LOGOUT, accountId, Optional.empty())
                        .because("all logins but the current one"));
    }
}
