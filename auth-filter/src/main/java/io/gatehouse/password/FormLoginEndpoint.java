package io.gatehouse.password;

import io.gatehouse.AuthEvent;
import io.gatehouse.AuthRequest;
import io.gatehouse.Endpoint;
import io.gatehouse.FormBody;
import io.gatehouse.Identity;
import io.gatehouse.JsonBody;
import io.gatehouse.Problem;
import io.gatehouse.Rejection;
import io.gatehouse.Reply;
import io.gatehouse.Requirement;
import io.gatehouse.SetCookie;
import io.gatehouse.StoreUnavailableException;
import io.gatehouse.login.Grant;
import io.gatehouse.login.ReturnTo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves a password from an HTML form, and sends the browser on. */
record FormLoginEndpoint(String path, PasswordVerifier verifier, Grant grant, ReturnTo page, ReturnTo home)
        implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(FormLoginEndpoint.class);

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

    @Override
    public boolean needsSameSiteProof() {
        return true;
    }

    FormLoginEndpoint withPath(String value) {
        return new FormLoginEndpoint(value, verifier, grant, page, home);
    }

    @Override
    public Reply handle(AuthRequest request, Optional<Identity> caller) throws Rejection {
        FormBody form = FormBody.read(request);
        String email = form.required("email");
        String password = form.required("password");
        Optional<ReturnTo> returnTo = returnTo(form);
        try {
            PasswordVerifier.Proved proved = verifier.prove(email, password, request);
            Reply granted = grant.issue(proved.account(), request);
            verifier.confirm(proved, password);
            String target = returnTo.map(ReturnTo::path).orElse(request.contextPath() + home.path());
            return proved.with(
                    sentOn(URI.create(target), granted, proved.account().id()));
        } catch (Rejection e) {
            throw new Rejection(e.problem().withPage(failed(request, e.problem(), returnTo)));
        } catch (StoreUnavailableException e) {
            LOG.warn("a login could not be finished", e);
            Problem problem = Problem.unavailable(String.valueOf(e.getMessage()));
            throw new Rejection(problem.withPage(failed(request, problem, returnTo)));
        }
    }

    private static Optional<ReturnTo> returnTo(FormBody form) throws Rejection {
        Optional<String> wanted = form.field("returnTo").filter(text -> !text.isEmpty());
        Optional<ReturnTo> path = wanted.flatMap(ReturnTo::parse);
        if (wanted.isPresent() && path.isEmpty()) {
            throw JsonBody.malformed("\"returnTo\" is not a path of this site.");
        }
        return path;
    }

    private URI failed(AuthRequest request, Problem problem, Optional<ReturnTo> returnTo) {
        String address = request.contextPath() + page.path();
        String separator = page.path().indexOf('?') < 0 ? "?" : "&";
        String back = returnTo.map(it -> "&returnTo=" + URLEncoder.encode(it.path(), StandardCharsets.UTF_8))
                .orElse("");
        return URI.create(address + separator + "problem=" + problem.type().code() + back);
    }

    /** Only cookies leave: what else a grant answers would have to stand in the address. */
    private static Reply sentOn(URI target, Reply granted, String accountId) {
        if (granted.cookies().isEmpty()) {
            throw new IllegalStateException("the grant of a login by form must hand out a cookie");
        }
        Reply reply = Reply.redirect(303, target);
        for (SetCookie cookie : granted.cookies()) {
            reply = reply.withCookie(cookie);
        }
        for (AuthEvent.Fact fact : granted.facts()) {
            reply = reply.withFact(fact);
        }
        return reply.withLoginTold(accountId);
    }
}
