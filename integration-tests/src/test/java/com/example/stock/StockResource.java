package com.example.stock;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Items and how many of them there are. */
@Path("/stock")
@Produces(MediaType.APPLICATION_JSON)
public class StockResource {
    private static final Map<String, Integer> ITEMS = Map.of("bolt", 12, "nut", 7);

    @GET
    public String list() {
        return "[{\"sku\":\"bolt\"},{\"sku\":\"nut\"}]";
    }

    @GET
    @Path("{sku}")
    public String one(@PathParam("sku") String sku) {
        return "{\"sku\":\"" + known(sku) + "\",\"count\":" + ITEMS.get(sku) + "}";
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(String body) {
        return Response.created(URI.create("stock/new")).entity(body).build();
    }

    @Path("{sku}/history")
    public HistoryResource history(@PathParam("sku") String sku) {
        return new HistoryResource(known(sku));
    }

    @GET
    @Path("{sku}/events")
    @Produces("text/event-stream")
    public StreamingOutput events(@PathParam("sku") String sku) {
        String name = known(sku);
        return out -> {
            for (int i = 0; i < 3; i++) {
                out.write(("data: " + name + " " + i + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        };
    }

    private static String known(String sku) {
        if (!ITEMS.containsKey(sku)) {
            throw new UnknownItem(sku);
        }
        return sku;
    }
}
