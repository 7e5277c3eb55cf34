package com.example.stock;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What is stored where. */
@ApplicationPath("/api")
public class StockApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(StockResource.class, CallerResource.class, UnknownItemMapper.class);
    }
}
