package org.paincare.outcome.daybook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.outcome.Source;
import org.paincare.platform.tenancy.ClinicOwned;

/** A recorded day. The database keeps what it said before each change. */
@Entity
@Table(name = "diary_day")
class DiaryRow extends ClinicOwned {

    @Column(name = "patient_id", updatable = false)
    private UUID patientId;

    @Column(updatable = false)
    private LocalDate day;

    private String content;

    @Enumerated(EnumType.STRING)
    private Source source;

    private @Nullable String reason;

    @Column(name = "entered_by")
    private UUID enteredBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected DiaryRow() {}

    @SuppressWarnings("NullAway")
    DiaryRow(UUID clinicId, UUID id, UUID patientId, LocalDate day) {
        super(clinicId, id);
        this.patientId = patientId;
        this.day = day;
    }

    void write(String newContent, Source newSource, @Nullable String why, UUID who, Instant now) {
        this.content = newContent;
        this.source = newSource;
        this.reason = why;
        this.enteredBy = who;
        this.recordedAt = now;
    }

    UUID patientId() {
        return patientId;
    }

    LocalDate day() {
        return day;
    }

    String content() {
        return content;
    }

    Source source() {
        return source;
    }

    DiaryJson.Full full(DiaryJson.Content read) {
        return new DiaryJson.Full(
                id(), patientId, day, read, source, reason, enteredBy, recordedAt, "\"v" + version() + "\"");
    }
}
