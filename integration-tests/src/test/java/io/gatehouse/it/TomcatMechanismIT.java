package io.gatehouse.it;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The mechanism on Tomcat 10.1 with Soteria and Weld in the WAR. */
final class TomcatMechanismIT implements MechanismJourney {
    @RegisterExtension
    static final StockTomcat TOMCAT = new StockTomcat("tomcat10", "/soteria", "/open/page.txt", EeWar::forTomcat);

    @Override
    public Client client() {
        return TOMCAT.client();
    }

    @Override
    public String password() {
        return TOMCAT.password();
    }
}
