package org.paincare.session.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;

/** Coded facts, consents and decisions about patients; each keeps the newest by when it happened, not by arrival. */
final class PatientFacts {

    private PatientFacts() {}

    record Fact(
            UUID patientId,
            String code,
            String state,
            @Nullable String value,
            @Nullable String unit,
            @Nullable String valueCode,
            Instant observedAt) {}

    @ApplicationScoped
    static class FactRecorded implements EventHandler {
        private final Jdbc jdbc;

        FactRecorded(DataSource pool) {
            this.jdbc = new Jdbc(pool);
        }

        @Override
        public String type() {
            return "org.paincare.patient.FactRecorded.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var fact = event.dataAs(Fact.class);
            jdbc.update(
                    "INSERT INTO known_fact (clinic_id, patient_id, code, state, value, unit, value_code, observed_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, patient_id, code) DO UPDATE SET"
                            + " state = excluded.state, value = excluded.value, unit = excluded.unit,"
                            + " value_code = excluded.value_code, observed_at = excluded.observed_at"
                            + " WHERE excluded.observed_at >= known_fact.observed_at",
                    event.clinicId(),
                    fact.patientId(),
                    fact.code(),
                    fact.state(),
                    fact.value(),
                    fact.unit(),
                    fact.valueCode(),
                    fact.observedAt());
        }
    }

    record Granted(
            UUID patientId,
            UUID consentId,
            String type,
            List<String> purposes,
            @Nullable LocalDate expiresOn,
            Instant occurredAt) {}

    @ApplicationScoped
    static class ConsentGranted implements EventHandler {
        private final Jdbc jdbc;

        ConsentGranted(DataSource pool) {
            this.jdbc = new Jdbc(pool);
        }

        @Override
        public String type() {
            return "org.paincare.patient.ConsentGranted.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var consent = event.dataAs(Granted.class);
            jdbc.update(
                    "INSERT INTO known_consent (clinic_id, id, patient_id, type, purposes, expires_on, granted_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET"
                            + " purposes = excluded.purposes, expires_on = excluded.expires_on,"
                            + " granted_at = excluded.granted_at",
                    event.clinicId(),
                    consent.consentId(),
                    consent.patientId(),
                    consent.type(),
                    consent.purposes().toArray(String[]::new),
                    consent.expiresOn(),
                    consent.occurredAt());
        }
    }

    record Withdrawn(UUID patientId, UUID consentId, String type, List<String> purposes, Instant occurredAt) {}

    @ApplicationScoped
    static class ConsentWithdrawn implements EventHandler {
        private final Jdbc jdbc;

        ConsentWithdrawn(DataSource pool) {
            this.jdbc = new Jdbc(pool);
        }

        @Override
        public String type() {
            return "org.paincare.patient.ConsentWithdrawn.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var consent = event.dataAs(Withdrawn.class);
            jdbc.update(
                    "INSERT INTO known_consent (clinic_id, id, patient_id, type, purposes, withdrawn_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (clinic_id, id) DO UPDATE SET"
                            + " withdrawn_at = excluded.withdrawn_at",
                    event.clinicId(),
                    consent.consentId(),
                    consent.patientId(),
                    consent.type(),
                    consent.purposes().toArray(String[]::new),
                    consent.occurredAt());
        }
    }

    record Decided(
            UUID patientId,
            String scope,
            @Nullable UUID sessionId,
            String decision,
            String ruleSetVersion,
            List<String> blockingRuleIds,
            @Nullable Instant validUntil,
            Instant occurredAt) {}

    @ApplicationScoped
    static class EligibilityDecided implements EventHandler {
        private final Jdbc jdbc;

        EligibilityDecided(DataSource pool) {
            this.jdbc = new Jdbc(pool);
        }

        @Override
        public String type() {
            return "org.paincare.patient.EligibilityDecided.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var decided = event.dataAs(Decided.class);
            jdbc.update(
                    "INSERT INTO known_eligibility (clinic_id, patient_id, scope, decision, session_id, blocking, rule_set,"
                            + " valid_until, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (clinic_id, patient_id, scope) DO UPDATE SET decision = excluded.decision,"
                            + " session_id = excluded.session_id, blocking = excluded.blocking,"
                            + " rule_set = excluded.rule_set, valid_until = excluded.valid_until,"
                            + " decided_at = excluded.decided_at"
                            + " WHERE excluded.decided_at >= known_eligibility.decided_at",
                    event.clinicId(),
                    decided.patientId(),
                    decided.scope(),
                    decided.decision(),
                    decided.sessionId(),
                    decided.blockingRuleIds().toArray(String[]::new),
                    decided.ruleSetVersion(),
                    decided.validUntil(),
                    decided.occurredAt());
        }
    }
}
