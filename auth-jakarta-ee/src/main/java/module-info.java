/** Gatehouse inside Jakarta EE: the engine as an authentication mechanism, and annotations that say who may call. */
module io.gatehouse.ee {
    requires static transitive org.jspecify;
    requires transitive io.gatehouse;

    exports io.gatehouse.access;
}
