package org.paincare.platform.audit;

import io.opentelemetry.api.trace.Span;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.identity.Caller;
import org.paincare.platform.identity.Role;

/** An entry together with who did it, as it is stored. */
record AuditRow(
        UUID clinicId,
        @Nullable UUID actorId,
        String actorRoles,
        String client,
        AuditEntry entry,
        String requestId,
        String traceId) {

    static final String INSERT = "INSERT INTO audit_entry (clinic_id, actor_id, actor_roles, client, action, resource,"
            + " resource_id, patient_id, reason, request_id, trace_id) VALUES ";
    static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static AuditRow byCaller(Caller caller, UUID clinic, AuditEntry entry) {
        var roles = caller.roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(","));
        return new AuditRow(clinic, caller.id(), roles, caller.client(), entry, currentRequestId(), currentTraceId());
    }

    /** Done by the system itself: an event handler or a timer. */
    static AuditRow bySystem(UUID clinic, AuditEntry entry) {
        return new AuditRow(clinic, null, "system", "", entry, currentRequestId(), currentTraceId());
    }

    @Nullable
    Object[] parameters() {
        return new @Nullable Object[] {
            clinicId,
            actorId,
            actorRoles,
            client,
            entry.action(),
            entry.resource(),
            entry.resourceId(),
            entry.patientId(),
            entry.reason(),
            requestId,
            traceId
        };
    }

    private static String currentRequestId() {
        return MDC.get("requestId") instanceof String id ? id : "";
    }

    private static String currentTraceId() {
        return Span.current().getSpanContext().getTraceId();
    }
}
