package org.paincare.session.timeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.problem.Problem;
import org.paincare.session.Language;
import org.paincare.session.care.Lifecycle;
import org.paincare.session.standing.ClinicProfiles;

/** The timeline of a session: everything on record, by when it happened. */
@ApplicationScoped
class Timelines {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final TimelineWords words = TimelineWords.builtIn();
    private final Records records;
    private final Lifecycle lifecycle;
    private final ClinicProfiles clinics;
    private final Language language;
    private final Audit audit;

    Timelines(Records records, Lifecycle lifecycle, ClinicProfiles clinics, Language language, Audit audit) {
        this.records = records;
        this.lifecycle = lifecycle;
        this.clinics = clinics;
        this.language = language;
        this.audit = audit;
    }

    /** @param text in the caller's language */
    @Schema(name = "SessionTimelineEntry")
    record Entry(
            Instant at,
            Instant recordedAt,
            String kind,
            String text,
            @Nullable UUID by,
            @Nullable String byName,
            @Nullable UUID id) {}

    @Schema(name = "SessionTimeline")
    record Timeline(
            UUID sessionId,
            UUID patientId,
            UUID planId,
            String state,
            String zone,
            String wordsVersion,
            List<Entry> entries) {}

    /** @throws Problem NOT_FOUND */
    @Transactional
    Timeline of(UUID sessionId) {
        var session = lifecycle.find(sessionId);
        audit.read(AuditEntry.of("SESSION_TIMELINE_READ", "session", sessionId, session.patientId()));
        var entries = records.of(sessionId).stream()
                .sorted(Comparator.comparing(Recorded::at)
                        .thenComparing(Recorded::recordedAt)
                        .thenComparing(Recorded::kind))
                .map(this::entry)
                .toList();
        return new Timeline(
                sessionId,
                session.patientId(),
                session.planId(),
                session.state().name(),
                clinics.current().zone().getId(),
                words.version().id(),
                entries);
    }

    private Entry entry(Recorded r) {
        var text = language.of(words.kinds().get(r.kind()).with(r.values()));
        return new Entry(r.at(), r.recordedAt(), r.kind().name(), text.strip(), r.by(), r.byName(), r.id());
    }

    /** One line each, in the clinic's time; what was written down later than a minute after says when. */
    static String text(Timeline timeline) {
        var zone = ZoneId.of(timeline.zone());
        var lines = new StringBuilder(timeline.sessionId() + "  " + timeline.state() + "  " + timeline.zone() + "\n");
        for (var entry : timeline.entries()) {
            lines.append(DAY_AND_TIME.format(entry.at().atZone(zone)))
                    .append("  ")
                    .append(oneLine(entry.text()));
            if (entry.byName() != null) {
                lines.append("  -  ").append(oneLine(entry.byName()));
            }
            if (entry.recordedAt().isAfter(entry.at().plusSeconds(60))) {
                lines.append("  [")
                        .append(DAY_AND_TIME.format(entry.recordedAt().atZone(zone)))
                        .append(']');
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " / ");
    }
}
