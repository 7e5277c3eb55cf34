package com.example.stock;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What became of an item. */
public class HistoryResource {
    private final String sku;

    HistoryResource(String sku) {
        this.sku = sku;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list() {
        return "{\"sku\":\"" + sku + "\",\"moves\":[3,-1]}";
    }
}
