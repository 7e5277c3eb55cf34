package io.gatehouse.rest;

import io.gatehouse.testserver.Surroundings;

class JerseyTest extends RestContract {
    JerseyTest() {
        super(Surroundings.JERSEY);
    }
}
