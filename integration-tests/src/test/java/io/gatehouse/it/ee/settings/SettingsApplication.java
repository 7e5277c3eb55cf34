package io.gatehouse.it.ee.settings;

import io.gatehouse.ee.GatehouseMechanism;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** The settings, of which one asks a bean. */
@GatehouseMechanism("""
        gatehouse.store                   = memory
        gatehouse.login.enabled           = true
        gatehouse.sessions.enabled        = true
        gatehouse.insecure-http           = localhost
        gatehouse.accounts.ada.email      = ada@example.com
        gatehouse.accounts.ada.password   = env:DEMO_PASSWORD
        gatehouse.accounts.grace.email    = grace@example.com
        gatehouse.accounts.grace.password = env:DEMO_PASSWORD
        gatehouse.accounts.grace.roles    = #{people.role}
        gatehouse.rules.open              = /open/** = open
        gatehouse.rules.admin             = /admin/** = role:admin
        """)
@Named("people")
@ApplicationScoped
public class SettingsApplication {
    /** For the container. */
    public SettingsApplication() {}

    /** The role of those who may do all. */
    public String getRole() {
        return "admin";
    }
}
