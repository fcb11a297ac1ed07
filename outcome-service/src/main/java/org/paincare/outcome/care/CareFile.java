package org.paincare.outcome.care;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything the other services told about one patient, as of now.
 *
 * @param enrolments oldest first
 * @param plans      by activation, oldest first
 * @param sessions   by start, oldest first; those whose start is not known yet last
 */
public record CareFile(
        Clinic clinic,
        Patient patient,
        List<Enrolment> enrolments,
        List<Plan> plans,
        List<Session> sessions,
        List<AdverseEvent> adverseEvents,
        List<Finding> findings) {

    private static final Set<String> ENDED =
            Set.of("DECEASED", "WITHDRAWN", "LOST_TO_FOLLOW_UP", "COMPLETED", "DECLINED", "INELIGIBLE");

    /** @param emergencyNumber the clinic's own, null where it set none */
    public record Clinic(ZoneId zone, String jurisdiction, List<String> languages, @Nullable String emergencyNumber) {}

    /** @param consentEndedAt when the consent to use answers was withdrawn, null while it stands */
    public record Patient(
            UUID id, @Nullable Instant diedAt, @Nullable Instant consentEndedAt) {}

    /**
     * @param diagnoses ICHD-3, the leading one first
     * @param steps     states in the order they were told
     */
    public record Enrolment(
            UUID id,
            List<String> diagnoses,
            @Nullable String primaryMeasure,
            @Nullable String secondaryMeasure,
            @Nullable String migraineDefinition,
            List<String> failedClasses,
            List<String> comorbidityCodes,
            List<Step> steps) {

        /** One state the enrolment was in, and since when. */
        public record Step(String state, Instant since) {}

        public String state() {
            return steps.getLast().state();
        }
    }

    /** @param revisions oldest first, never empty once the plan was activated */
    public record Plan(
            UUID id,
            @Nullable Instant activatedAt,
            @Nullable Instant endedAt,
            @Nullable String endReason,
            List<Revision> revisions) {

        public record Revision(
                int number,
                String phase,
                int sessionsPlanned,
                int intervalDays,
                BigDecimal doseMgPerKg,
                Instant since) {}

        public Optional<Revision> current() {
            return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
        }
    }

    public enum SessionState {
        BOOKED,
        HELD,
        NOT_HELD
    }

    /**
     * @param startsAt booked start; the real one once held
     * @param endedAt  when the drug stopped
     */
    public record Session(
            UUID id,
            @Nullable UUID planId,
            @Nullable Integer planRevision,
            @Nullable Integer seriesIndex,
            SessionState state,
            @Nullable Instant startsAt,
            @Nullable Instant endedAt,
            @Nullable BigDecimal doseGivenMg,
            @Nullable Integer nrsBefore,
            @Nullable Integer nrsAfter,
            @Nullable Integer worstGrade,
            boolean criticalPressure,
            @Nullable Integer cadss6Max) {

        public boolean held() {
            return state == SessionState.HELD && startsAt != null;
        }
    }

    public record AdverseEvent(
            UUID id,
            @Nullable UUID sessionId,
            String code,
            int grade,
            Instant occurredAt,
            @Nullable UUID supersedes) {}

    public record Finding(
            UUID id,
            String code,
            @Nullable BigDecimal value,
            Instant observedAt,
            @Nullable UUID supersedes) {}

    public CareFile {
        enrolments = List.copyOf(enrolments);
        plans = List.copyOf(plans);
        sessions = sessions.stream()
                .sorted(Comparator.comparing(
                                Session::startsAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                        .thenComparing(Session::id))
                .toList();
        adverseEvents = List.copyOf(adverseEvents);
        findings = List.copyOf(findings);
    }

    /** The enrolment that counts now: the one begun last. */
    public Optional<Enrolment> enrolment() {
        return enrolments.isEmpty() ? Optional.empty() : Optional.of(enrolments.getLast());
    }

    public List<Session> held() {
        return sessions.stream().filter(Session::held).toList();
    }

    public Optional<Plan> plan(@Nullable UUID id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    /** Adverse events as they stand: corrected ones left out. */
    public List<AdverseEvent> standingAdverseEvents() {
        Set<UUID> corrected = new HashSet<>();
        adverseEvents.forEach(event -> {
            if (event.supersedes() != null) {
                corrected.add(event.supersedes());
            }
        });
        return adverseEvents.stream()
                .filter(event -> !corrected.contains(event.id()))
                .toList();
    }

    /** Findings as they stand: corrected ones left out. */
    public List<Finding> standingFindings() {
        Set<UUID> corrected = findings.stream()
                .map(Finding::supersedes)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        return findings.stream()
                .filter(finding -> !corrected.contains(finding.id()))
                .toList();
    }

    /** Nothing more is expected of the patient: they died, withdrew, were lost or have completed. */
    public boolean followUpEnded() {
        return patient.diedAt() != null
                || patient.consentEndedAt() != null
                || enrolment().filter(one -> ENDED.contains(one.state())).isPresent();
    }

    public LocalDate day(Instant moment) {
        return moment.atZone(clinic.zone()).toLocalDate();
    }
}
