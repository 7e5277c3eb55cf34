package io.gatehouse.login;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.PathPattern;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.RequestProblems;
import io.gatehouse.Requirement;
import java.util.List;
import java.util.Optional;

/** Ends one of one's own logins. Somebody else's is answered like one that does not exist. */
record EndLoginEndpoint(String path, List<LiveLogins> logins) implements Endpoint {
    @Override
    public String method() {
        return "DELETE";
    }

    @Override
    public Requirement requirement() {
        return Requirement.login();
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        Identity identity = caller.orElseThrow();
        String accountId = identity.accountId().orElseThrow();
        String id = PathPattern.parse(path).variables(request.path()).getOrDefault("id", "");
        if (identity.loginId().equals(Optional.of(id))) {
            logins.forEach(kind -> kind.endOwn(identity));
            Reply reply = Reply.noContent().withFact(AuthEvent.Type.LOGOUT, accountId, id);
            for (LiveLogins kind : logins) {
                reply = kind.afterLogout(identity, request, reply);
            }
            return reply;
        }
        boolean ended = false;
        for (LiveLogins kind : logins) {
            ended |= kind.end(accountId, id);
        }
        if (!ended) {
            throw new Rejection(RequestProblems.NOT_FOUND, "no live login of this account has that id");
        }
        return Reply.noContent().withFact(AuthEvent.Type.LOGOUT, accountId, id);
    }
}
