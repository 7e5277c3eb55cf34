package io.gatehouse.token;

import io.gatehouse.AuthRequest;
import io.gatehouse.Reply;
import io.gatehouse.login.Account;
import io.gatehouse.login.Grant;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Words what login and refresh hand out, and is the {@link Grant} of logins by tokens. */
record TokenReplies(RefreshRotation rotation, AccessTokenIssuer accessTokens) implements Grant {
    @Override
    public Reply issue(Account account, AuthRequest request) {
        RefreshRotation.Issued issued = rotation.begin(account, request);
        Map<String, Object> body = tokens(issued);
        body.put("user", account.toJson());
        return Reply.json(200, body).withLogin(account.id(), issued.family().id());
    }

    Map<String, Object> tokens(RefreshRotation.Issued issued) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("accessToken", accessTokens.issue(issued));
        body.put("tokenType", "Bearer");
        body.put("expiresIn", accessTokens.lifetime(issued).toSeconds());
        body.put("refreshToken", issued.refreshToken());
        body.put(
                "refreshExpiresIn",
                Duration.between(issued.at(), issued.expiresAt()).toSeconds());
        return body;
    }
}
