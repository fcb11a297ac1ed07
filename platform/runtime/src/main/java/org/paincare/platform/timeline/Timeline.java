package org.paincare.platform.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.tenancy.CurrentClinic;

/** Reads this service's part of a timeline: of each kind that the caller may read, latest first. */
@ApplicationScoped
class Timeline {

    private final Jdbc jdbc;
    private final Instance<TimelineSource> source;
    private final Permissions permissions;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;

    Timeline(
            DataSource pool,
            Instance<TimelineSource> source,
            Permissions permissions,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller) {
        this.jdbc = new Jdbc(pool);
        this.source = source;
        this.permissions = permissions;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
    }

    /**
     * What a page is narrowed to.
     *
     * @param from  included, by when it happened; null for no limit
     * @param to    not included
     * @param kinds empty for all
     */
    record Filter(@Nullable Instant from, @Nullable Instant to, Set<String> kinds) {}

    /** Where the page before ended. */
    record Position(Instant occurredAt, UUID id) {}

    @Transactional
    List<TimelineJson.Item> page(UUID patient, Filter filter, @Nullable Position after, int most) {
        if (source.isUnsatisfied()) {
            return List.of();
        }
        var ids = source.get().ids(patient).toArray(UUID[]::new);
        audit.read(AuditEntry.of("TIMELINE_READ", "patient", patient, patient));
        var shown = source.get().kinds().stream()
                .filter(kind -> filter.kinds().isEmpty() || filter.kinds().contains(kind.kind()))
                .filter(this::mayRead)
                .collect(Collectors.toMap(TimelineKind::kind, Function.identity()));
        if (shown.isEmpty()) {
            return List.of();
        }
        var names = List.copyOf(shown.keySet());
        var parameters = new ArrayList<@Nullable Object>();
        names.forEach(name -> Collections.addAll(parameters, name, clinic.get(), ids));
        Collections.addAll(parameters, filter.from(), filter.from(), filter.to(), filter.to());
        var at = after == null ? null : after.occurredAt();
        Collections.addAll(parameters, at, at, after == null ? null : after.id(), most);
        return jdbc.list(
                names.stream()
                        .map(name -> "SELECT ?::text AS kind, r.* FROM ("
                                + shown.get(name).rows() + ") r")
                        .collect(Collectors.joining(
                                " UNION ALL ",
                                "SELECT * FROM (",
                                ") t WHERE (?::timestamptz IS NULL OR occurred_at >= ?)"
                                        + " AND (?::timestamptz IS NULL OR occurred_at < ?)"
                                        + " AND (?::timestamptz IS NULL OR (occurred_at, item) < (?::timestamptz, ?::uuid))"
                                        + " ORDER BY occurred_at DESC, item DESC LIMIT ?")),
                row -> item(row, patient, shown),
                parameters.toArray());
    }

    private boolean mayRead(TimelineKind kind) {
        var reach = permissions.reach(caller.get().roles(), kind.resource(), kind.action());
        return reach == Permissions.Reach.ALL
                || (reach == Permissions.Reach.OWN && caller.ownRecordsOnly() && !kind.staff());
    }

    private static TimelineJson.Item item(ResultSet row, UUID patient, Map<String, TimelineKind> shown)
            throws SQLException {
        var kind = Objects.requireNonNull(shown.get(row.getString("kind")));
        var id = row.getObject("item", UUID.class);
        var parent = row.getObject("parent", UUID.class);
        var detail = Objects.requireNonNullElse(row.getString("detail"), "");
        var by = row.getObject("by_id", UUID.class);
        var name = row.getString("by_name");
        return new TimelineJson.Item(
                id,
                kind.kind(),
                Jdbc.instant(row, "occurred_at"),
                Jdbc.instant(row, "recorded_at"),
                by == null && name == null ? null : new TimelineJson.Actor(by, name),
                kind.title(detail),
                kind.link()
                        .replace("{patient}", patient.toString())
                        .replace("{item}", id.toString())
                        .replace("{parent}", parent == null ? "" : parent.toString())
                        .replace("{detail}", detail),
                row.getInt("version"));
    }
}
