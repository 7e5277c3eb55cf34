package io.gatehouse;

/** An endpoint with the route that it is judged by. */
record BoundEndpoint(Endpoint endpoint, Route route) {}
