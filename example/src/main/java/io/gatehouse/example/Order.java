package io.gatehouse.example;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity of the application's own. */
@Entity
@Table(name = "example_order")
class Order {
    /** Account and number: two orders at once can't get one number. */
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "order_number")
    private int number;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway.Init")
    Order() {}

    Order(String accountId, int number) {
        this.id = number + "@" + accountId;
        this.accountId = accountId;
        this.number = number;
    }

    int number() {
        return number;
    }
}
