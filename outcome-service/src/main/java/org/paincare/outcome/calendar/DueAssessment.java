package org.paincare.outcome.calendar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing to be asked: {@code dueFrom} to {@code dueUntil} (exclusive), best at {@code due}. Its id follows from patient,
 * row, item and anchor alone, so that a repeated or re-ordered event finds it again and creates nothing twice.
 */
public record DueAssessment(
        UUID id,
        String key,
        UUID patientId,
        String row,
        String code,
        CalendarRules.Kind kind,
        CalendarRules.By by,
        String anchor,
        Instant dueFrom,
        Instant due,
        Instant dueUntil) {

    static DueAssessment of(
            UUID patient,
            CalendarRules.Row row,
            CalendarRules.Item item,
            String anchor,
            Instant from,
            Instant due,
            Instant until) {
        String key = String.join("|", patient.toString(), row.id(), item.code(), anchor);
        return new DueAssessment(
                idOf(key), key, patient, row.id(), item.code(), item.kind(), item.by(), anchor, from, due, until);
    }

    /** UUID version 8 (RFC 9562 5.8): the first 122 free bits of the key's SHA-256. */
    static UUID idOf(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(hash);
            long high = (bits.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
            long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is asked at which point, whatever id of the person it is kept under. */
    public String thing() {
        return String.join("|", row, code, anchor);
    }

    /** The same thing asked once more, after that many answers that came too early for it. */
    DueAssessment again(long before) {
        String next = key + "|" + before;
        return new DueAssessment(idOf(next), next, patientId, row, code, kind, by, anchor, dueFrom, due, dueUntil);
    }

    /** Whether it opens later than the other. */
    public boolean isAfter(DueAssessment other) {
        return dueFrom.isAfter(other.dueFrom);
    }

    /** This one, kept as the other already is. */
    DueAssessment keptAs(DueAssessment kept) {
        return new DueAssessment(
                kept.id, kept.key, kept.patientId, row, code, kind, by, anchor, dueFrom, due, dueUntil);
    }

    boolean sameTimes(DueAssessment other) {
        return dueFrom.equals(other.dueFrom) && due.equals(other.due) && dueUntil.equals(other.dueUntil);
    }
}
