package org.paincare.platform.audit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.paincare.platform.metric.Figures;

/** How far the sealer is behind, and what the walk along the chains found. */
@Singleton
class AuditFigures implements Figures {

    private final AgroalDataSource pool;
    private final ChainWalk walk;

    AuditFigures(@DataSource("sealer") AgroalDataSource pool, ChainWalk walk) {
        this.pool = pool;
        this.walk = walk;
    }

    @Override
    public List<Figure> read() throws SQLException {
        try (var connection = pool.getConnection();
                var select = Figures.briefly(
                        connection,
                        "SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - e.recorded_at)"
                                + " FROM audit_entry e, ops.audit_cursor c WHERE (e.xid, e.id) > (c.xid, c.entry_id)"
                                + " ORDER BY e.xid, e.id LIMIT 1), 0)")) {
            var row = select.executeQuery();
            row.next();
            return List.of(
                    Figure.of(
                            "paincare.audit.unsealed.seconds",
                            "Age of the oldest audit row that is in no chain yet",
                            row.getDouble(1)),
                    Figure.of(
                            "paincare.audit.chains.broken",
                            "Clinics whose chain did not verify when it was last walked",
                            walk.broken()));
        }
    }
}
