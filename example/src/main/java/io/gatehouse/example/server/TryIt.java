package io.gatehouse.example.server;

/** What a newcomer may try, as the start prints it; the README explains it. */
final class TryIt {
    private TryIt() {}

    static String text(String url) {
        return """

                The example is on %1$s (Ctrl-C stops it). Open %1$s/account/ in a browser.
                Or in another terminal, with the password in $PASSWORD:

                  curl %1$s/api/public/ping
                  curl -i %1$s/api/profile
                  curl %1$s/api/auth/login -H 'Content-Type: application/json' \\
                      -d '{"email":"ada@example.com","password":"'"$PASSWORD"'"}'
                  curl %1$s/api/profile -H 'Authorization: Bearer <accessToken>'
                  curl %1$s/api/apikeys -H 'Authorization: Bearer <accessToken>' \\
                      -H 'Content-Type: application/json' -d '{"name":"laptop","scopes":["data:read"]}'
                  curl %1$s/api/data -H 'X-API-Key: <apiKey>'
                  curl -X POST %1$s/api/auth/logout -H 'Authorization: Bearer <accessToken>'

                README.md goes on from there.
                """.formatted(url);
    }
}
