package org.paincare.platform.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.paincare.platform.sealing.Sealing;

/** Seals what was written, every few seconds; any number of replicas may. */
@ApplicationScoped
public class Sealer {

    private final AgroalDataSource pool;

    Sealer(@DataSource("sealer") AgroalDataSource pool) {
        this.pool = pool;
    }

    @Scheduled(every = "${paincare.audit.seal-every:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sealAll() throws SQLException {
        while (seal() == Sealing.BATCH) {
            // a full batch: there may be more
        }
    }

    /** Seals one batch; the number of rows sealed. */
    public int seal() throws SQLException {
        try (var connection = pool.getConnection()) {
            return Sealing.batch(connection);
        }
    }
}
