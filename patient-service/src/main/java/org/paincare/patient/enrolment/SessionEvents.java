package org.paincare.patient.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.eligibility.TreatmentSeen;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;

/** What session-service tells that moves an enrolment or that rules ask for. */
final class SessionEvents {

    private SessionEvents() {}

    /** What is read of PlanActivated and PlanRevised. */
    record Plan(
            UUID patientId,
            UUID planId,
            String phase,
            @Nullable String state,
            int sessionsPlanned,
            int intervalDays,
            Instant occurredAt) {

        /** A rescue plan and phases yet to come move nothing. */
        Optional<Trigger> trigger() {
            return switch (phase) {
                case "INDUCTION" -> Optional.of(Trigger.PLAN_ACTIVATED);
                case "MAINTENANCE" -> Optional.of(Trigger.MAINTENANCE_PLAN_ACTIVATED);
                default -> Optional.empty();
            };
        }
    }

    @ApplicationScoped
    static class PlanActivated implements EventHandler {

        private final Enrolments enrolments;
        private final TreatmentSeen treatment;

        PlanActivated(Enrolments enrolments, TreatmentSeen treatment) {
            this.enrolments = enrolments;
            this.treatment = treatment;
        }

        @Override
        public String type() {
            return "org.paincare.session.PlanActivated.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var plan = event.dataAs(Plan.class);
            treatment.plan(plan.patientId(), plan.planId(), plan.sessionsPlanned(), plan.intervalDays());
            plan.trigger()
                    .ifPresent(trigger ->
                            enrolments.heard(event.id(), plan.patientId(), trigger, null, plan.occurredAt()));
        }
    }

    @ApplicationScoped
    static class PlanRevised implements EventHandler {

        private final TreatmentSeen treatment;

        PlanRevised(TreatmentSeen treatment) {
            this.treatment = treatment;
        }

        @Override
        public String type() {
            return "org.paincare.session.PlanRevised.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var plan = event.dataAs(Plan.class);
            treatment.plan(plan.patientId(), plan.planId(), plan.sessionsPlanned(), plan.intervalDays());
        }
    }

    /** What is read of PlanEnded. */
    record Ended(UUID patientId, UUID planId, String reason, Instant occurredAt) {

        /** A series that ran its course, or gave way to another, leaves the enrolment where it is. */
        Optional<Trigger> trigger() {
            return switch (reason) {
                case "FUTILITY" -> Optional.of(Trigger.PLAN_FUTILE);
                case "ADVERSE_EVENT", "CLINICAL", "PATIENT_WISH" -> Optional.of(Trigger.PLAN_HALTED);
                case "WITHDRAWN" -> Optional.of(Trigger.PLAN_WITHDRAWN);
                default -> Optional.empty();
            };
        }
    }

    @ApplicationScoped
    static class PlanEnded implements EventHandler {

        private final Enrolments enrolments;
        private final TreatmentSeen treatment;

        PlanEnded(Enrolments enrolments, TreatmentSeen treatment) {
            this.enrolments = enrolments;
            this.treatment = treatment;
        }

        @Override
        public String type() {
            return "org.paincare.session.PlanEnded.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var ended = event.dataAs(Ended.class);
            treatment.planEnded(ended.patientId(), ended.planId());
            ended.trigger()
                    .ifPresent(trigger -> enrolments.heard(
                            event.id(), ended.patientId(), trigger, "PLAN_" + ended.reason(), ended.occurredAt()));
        }
    }

    /** What is read of SessionBooked. */
    record Booked(UUID patientId, UUID sessionId) {}

    @ApplicationScoped
    static class SessionBooked implements EventHandler {

        private final TreatmentSeen treatment;

        SessionBooked(TreatmentSeen treatment) {
            this.treatment = treatment;
        }

        @Override
        public String type() {
            return "org.paincare.session.SessionBooked.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var booked = event.dataAs(Booked.class);
            treatment.booked(booked.patientId(), booked.sessionId());
        }
    }

    /** What is read of SessionStarted. */
    record Started(UUID patientId, BigDecimal dosingWeightKg, Instant occurredAt) {}

    @ApplicationScoped
    static class SessionStarted implements EventHandler {

        private final Enrolments enrolments;
        private final TreatmentSeen treatment;

        SessionStarted(Enrolments enrolments, TreatmentSeen treatment) {
            this.enrolments = enrolments;
            this.treatment = treatment;
        }

        @Override
        public String type() {
            return "org.paincare.session.SessionStarted.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var started = event.dataAs(Started.class);
            treatment.dosed(started.patientId(), started.dosingWeightKg(), started.occurredAt());
            enrolments.heard(event.id(), started.patientId(), Trigger.FIRST_SESSION, null, started.occurredAt());
        }
    }
}
