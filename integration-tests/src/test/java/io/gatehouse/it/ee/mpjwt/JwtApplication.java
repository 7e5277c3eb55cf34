package io.gatehouse.it.ee.mpjwt;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;

/** The resources. */
@ApplicationPath("/jwt")
@ApplicationScoped
@DeclareRoles("admin")
@LoginConfig(authMethod = "MP-JWT", realmName = "own")
public class JwtApplication extends Application {}
