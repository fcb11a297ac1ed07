package org.paincare.bench;

/** What is put under the load of an operation, in the order in which a round goes through them. */
enum Target {
    /** pgbench with the least SQL that does the same. */
    LIMIT,
    /** The same reads with one durable insert of their audit rows for all connections; for reads only. */
    LIMIT_AUDITED,
    /** Our service, past the gateway. */
    DIRECT,
    /** Our service through the gateway. */
    GATEWAY;

    boolean isLimit() {
        return this == LIMIT || this == LIMIT_AUDITED;
    }
}
