package org.paincare.platform.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.paincare.platform.sealing.Walk;

/** Walks along the chains of all clinics, some links at a time. */
@ApplicationScoped
public class ChainWalk {

    private static final Logger LOG = Logger.getLogger(ChainWalk.class);

    private final Walk walk;

    ChainWalk(@DataSource("sealer") AgroalDataSource pool) {
        this.walk = new Walk(
                pool::getConnection, clinic -> LOG.errorf("the audit chain of clinic %s does not hold", clinic));
    }

    /** How many clinics' chains did not verify. */
    int broken() {
        return walk.broken();
    }

    @Scheduled(every = "${paincare.audit.walk-every:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void goOn() throws SQLException {
        walk.goOn();
    }

    /** Walks from the first link to the last of all clinics; how many chains do not hold. */
    public int walkAll() throws SQLException {
        return walk.walkAll();
    }
}
