package io.gatehouse.it;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on Tomcat 11, in the root context. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class Tomcat11IT
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
    static final StockTomcat TOMCAT = new StockTomcat("tomcat11", "");

    @Override
    public StockTomcat tomcat() {
        return TOMCAT;
    }
}
