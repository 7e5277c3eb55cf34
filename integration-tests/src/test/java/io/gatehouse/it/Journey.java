package io.gatehouse.it;

import java.io.IOException;

/** A part of the contract, made on a running server. The tests of a class share it, one after another. */
interface Journey {
    /** An account with the role {@code user}. */
    String ADA = "ada@example.com";
    /** An account with the roles {@code user} and {@code admin}. */
    String GRACE = "grace@example.com";

    /** The server. */
    StockTomcat tomcat();

    default Client client() {
        return tomcat().client();
    }

    /** Logs in. */
    default Client.Tokens login(String email) throws IOException {
        return client().login(email, tomcat().password());
    }
}
