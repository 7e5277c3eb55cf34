/** The store interfaces of Gatehouse on Jakarta Persistence. */
module io.gatehouse.jpa {
    requires java.sql;
    requires org.slf4j;
    requires static flyway.core;
    requires static transitive jakarta.transaction;
    requires static transitive org.jspecify;
    requires transitive io.gatehouse;
    requires transitive jakarta.persistence;

    exports io.gatehouse.jpa;

    // The persistence provider makes and fills the entities, which are not public.
    opens io.gatehouse.jpa;

    provides io.gatehouse.config.StoreProvider with
            io.gatehouse.jpa.JpaStoreProvider;
}
