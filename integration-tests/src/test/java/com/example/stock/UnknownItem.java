package com.example.stock;

/** There is no such item. */
class UnknownItem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownItem(String sku) {
        super(sku);
    }
}
