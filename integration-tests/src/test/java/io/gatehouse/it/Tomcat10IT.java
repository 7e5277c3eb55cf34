package io.gatehouse.it;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on Tomcat 10, in a context path of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class Tomcat10IT
        implements TokenJourney,
                LiveLoginsJourney,
                ApiKeyJourney,
                ResourceJourney,
                PasswordJourney,
                MalformedJourney,
                HostileUrlJourney,
                JoseJourney,
                HeadersJourney,
                CrowdJourney,
                RedeployJourney,
                LeakJourney {
    @RegisterExtension
    static final StockTomcat TOMCAT = new StockTomcat("tomcat10", "/shop");

    @Override
    public StockTomcat tomcat() {
        return TOMCAT;
    }
}
