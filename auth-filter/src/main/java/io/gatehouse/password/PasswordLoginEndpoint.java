package io.gatehouse.password;

import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.json.JsonObject;
import io.gatehouse.login.Grant;
import java.util.Optional;

/** Proves a password and begins a login. */
record PasswordLoginEndpoint(String path, PasswordVerifier verifier, Grant grant) implements Endpoint {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Requirement requirement() {
        return Requirement.anyone();
    }

    @Override
    public boolean readsCredentials() {
        return false;
    }

    PasswordLoginEndpoint withPath(String value) {
        return new PasswordLoginEndpoint(value, verifier, grant);
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        JsonObject body = JsonBody.read(request);
        String email = JsonBody.required(body, "email");
        String password = JsonBody.required(body, "password");
        PasswordVerifier.Proved proved = verifier.prove(email, password, request);
        Reply reply = grant.issue(proved.account(), request);
        verifier.confirm(proved, password);
        return proved.with(reply).withLoginTold(proved.account().id());
    }
}
