package org.paincare.platform.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody did or saw. Ids and codes only: no content of the record.
 *
 * @param action     UPPER_SNAKE, for example {@code PATIENT_REGISTERED} or {@code PATIENT_READ}
 * @param resource   kind of the resource, for example {@code patient}
 * @param patientId  whose record it was, where it was a patient's
 * @param reason     why, where one was asked for
 */
public record AuditEntry(
        String action,
        String resource,
        @Nullable UUID resourceId,
        @Nullable UUID patientId,
        @Nullable String reason) {

    public static AuditEntry of(String action, String resource, UUID resourceId, UUID patientId) {
        return new AuditEntry(action, resource, resourceId, patientId, null);
    }

    public static AuditEntry of(String action, String resource, UUID resourceId) {
        return new AuditEntry(action, resource, resourceId, null, null);
    }

    public AuditEntry because(String why) {
        return new AuditEntry(action, resource, resourceId, patientId, why);
    }
}
