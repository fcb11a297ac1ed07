package org.paincare.outcome.diary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** May this day be written now, by this hand? A patient fills in up to the back-fill limit, staff later with a reason. */
public enum DiaryEntry {
    ALLOWED,
    REFUSED_FUTURE_DAY,
    REFUSED_TOO_LATE,
    REFUSED_REASON_MISSING;

    /**
     * @param zone the clinic's; the limit counts from the end of the local day, so daylight saving neither adds nor takes
     */
    public static DiaryEntry check(
            LocalDate day, Instant now, ZoneId zone, boolean byPatient, boolean hasReason, DiaryRules rules) {
        if (day.isAfter(now.atZone(zone).toLocalDate())) {
            return REFUSED_FUTURE_DAY;
        }
        Instant limit = day.plusDays(1).atStartOfDay(zone).toInstant().plusSeconds(rules.backfillHours() * 3600L);
        if (!now.isAfter(limit)) {
            return ALLOWED;
        }
        if (byPatient) {
            return REFUSED_TOO_LATE;
        }
        return hasReason ? ALLOWED : REFUSED_REASON_MISSING;
    }
}
