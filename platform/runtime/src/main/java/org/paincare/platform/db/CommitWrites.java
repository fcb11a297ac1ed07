package org.paincare.platform.db;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Statements that nothing in the transaction looks at again. They are sent together, in one round trip, when the
 * transaction is about to commit; it commits with all of them or not at all. What they lock is so held for the commit
 * alone.
 */
@ApplicationScoped
public class CommitWrites {

    /** In which order they are sent: what others wait for comes last. */
    public enum Turn {
        AUDIT,
        ANSWER,
        EVENT
    }

    private static final String PENDING = "paincare.commit-writes";
    /** Statements in one round trip. */
    private static final int MOST = 20;

    private record Write(
            Turn turn, UUID lock, String sql, @Nullable Object[] parameters) {}

    private final Jdbc jdbc;
    private final TransactionSynchronizationRegistry registry;

    CommitWrites(DataSource pool, TransactionSynchronizationRegistry registry) {
        this.jdbc = new Jdbc(pool);
        this.registry = registry;
    }

    /**
     * Keeps an INSERT, UPDATE or DELETE for the commit of the transaction under way.
     *
     * @param lock what the statement locks: statements of one turn are sent in the order of these, so that two
     *     transactions cannot wait for each other
     * @throws IllegalStateException outside a transaction
     */
    public void add(Turn turn, UUID lock, String sql, @Nullable Object... parameters) {
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("written only inside a transaction");
        }
        pending().add(new Write(turn, lock, sql, parameters));
    }

    @SuppressWarnings("unchecked")
    private List<Write> pending() {
        if (registry.getResource(PENDING) instanceof List<?> list) {
            return (List<Write>) list;
        }
        var list = new ArrayList<Write>();
        registry.putResource(PENDING, list);
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                write(list);
            }

            @Override
            public void afterCompletion(int status) {
                // nothing is left to do
            }
        });
        return list;
    }

    private void write(List<Write> list) {
        list.sort(Comparator.comparing(Write::turn).thenComparing(Write::lock));
        for (int from = 0; from < list.size(); from += MOST) {
            var some = list.subList(from, Math.min(from + MOST, list.size()));
            jdbc.update(
                    some.stream().map(Write::sql).collect(Collectors.joining("; ")),
                    some.stream()
                            .flatMap(write -> Arrays.stream(write.parameters()))
                            .toArray());
        }
    }
}
