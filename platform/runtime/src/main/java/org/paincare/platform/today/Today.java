package org.paincare.platform.today;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.identity.CurrentCaller;
import org.paincare.platform.identity.Permissions;
import org.paincare.platform.problem.PlatformProblem;
import org.paincare.platform.problem.Problem;
import org.paincare.platform.tenancy.CurrentClinic;

/** Reads this service's part of a clinic's day: the sections that the caller may read. */
@ApplicationScoped
class Today {

    private static final int MOST = 100;

    private final Instance<TodaySource> source;
    private final Permissions permissions;
    private final Audit audit;
    private final CurrentClinic clinic;
    private final CurrentCaller caller;
    private final InstantSource clock;

    Today(
            Instance<TodaySource> source,
            Permissions permissions,
            Audit audit,
            CurrentClinic clinic,
            CurrentCaller caller,
            InstantSource clock) {
        this.source = source;
        this.permissions = permissions;
        this.audit = audit;
        this.clinic = clinic;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * @param asked a local day of the clinic; null for the one it is there now
     * @throws Problem NOT_FOUND for a clinic that is not the caller's own
     */
    @Transactional
    Map<String, Object> of(UUID clinicId, @Nullable LocalDate asked) {
        if (!clinicId.equals(clinic.get()) || source.isUnsatisfied()) {
            throw Problem.of(PlatformProblem.NOT_FOUND);
        }
        var zone = source.get().zone();
        audit.read(AuditEntry.of("TODAY_READ", "clinic", clinicId));
        var day = asked == null ? clock.instant().atZone(zone).toLocalDate() : asked;
        var from = day.atStartOfDay(zone).toInstant();
        var until = day.plusDays(1).atStartOfDay(zone).toInstant();
        var whole = new LinkedHashMap<String, Object>();
        whole.put("clinicId", clinicId);
        whole.put("day", day);
        whole.put("zone", zone.getId());
        whole.put("from", from);
        whole.put("until", until);
        for (var section : source.get().sections()) {
            var reach = permissions.reach(caller.get().roles(), section.resource(), section.action());
            if (reach == Permissions.Reach.ALL) {
                var items = section.reader().read(from, until, MOST + 1);
                var more = items.size() > MOST;
                whole.put(section.name(), new TodayJson.Items(more ? items.subList(0, MOST) : items, more));
            }
        }
        return whole;
    }
}
