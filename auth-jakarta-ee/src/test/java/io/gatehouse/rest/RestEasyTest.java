package io.gatehouse.rest;

import io.gatehouse.testserver.Surroundings;

class RestEasyTest extends RestContract {
    RestEasyTest() {
        super(Surroundings.RESTEASY);
    }
}
