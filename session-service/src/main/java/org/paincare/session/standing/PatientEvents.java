package org.paincare.session.standing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.db.Jdbc;
import org.paincare.platform.due.DueWork;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;

/** Who the patients are, whether they live, where they are in the programme, which ids are one person. */
final class PatientEvents {

    private PatientEvents() {}

    private static void upsertPerson(Jdbc jdbc, IncomingEvent event, Person person) {
        jdbc.update(
                "INSERT INTO known_patient (clinic_id, id, position, birth_date, sex_at_birth) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (clinic_id, id) DO UPDATE SET position = excluded.position,"
                        + " birth_date = excluded.birth_date, sex_at_birth = excluded.sex_at_birth",
                event.clinicId(),
                person.patientId(),
                event.sequence(),
                person.birthDate(),
                person.sexAtBirth());
    }

    record Person(UUID patientId, LocalDate birthDate, String sexAtBirth) {}

    @ApplicationScoped
    static class Registered implements EventHandler {
        private final Jdbc jdbc;

        Registered(DataSource pool) {
            this.jdbc = new Jdbc(pool);
        }

        @Override
        public String type() {
            return "org.paincare.patient.PatientRegistered.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            upsertPerson(jdbc, event, event.dataAs(Person.class));
        }
    }

    @ApplicationScoped
    static class Updated implements EventHandler {
        private final Jdbc jdbc;

        Updated(DataSource pool) {
            this.jdbc = new Jdbc(pool);
        }

        @Override
        public String type() {
            return "org.paincare.patient.PatientUpdated.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            upsertPerson(jdbc, event, event.dataAs(Person.class));
        }
    }

    record Death(UUID patientId, LocalDate diedOn) {}

    @ApplicationScoped
    static class Died implements EventHandler {
        private final Jdbc jdbc;
        private final DueWork due;
        private final InstantSource clock;

        Died(DataSource pool, DueWork due, InstantSource clock) {
            this.jdbc = new Jdbc(pool);
            this.due = due;
            this.clock = clock;
        }

        @Override
        public String type() {
            return "org.paincare.patient.PatientDied.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var death = event.dataAs(Death.class);
            jdbc.update(
                    "INSERT INTO known_patient (clinic_id, id, position, died_on) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (clinic_id, id) DO UPDATE SET position = excluded.position,"
                            + " died_on = excluded.died_on",
                    event.clinicId(),
                    death.patientId(),
                    event.sequence(),
                    death.diedOn());
            due.schedule(KnownPatients.CARE_ENDED, death.patientId(), clock.instant());
        }
    }

    record DeathCorrection(UUID patientId) {}

    /** The stop falls; what was cancelled for the death stays cancelled and is booked anew by people. */
    @ApplicationScoped
    static class DeathCorrected implements EventHandler {
        private final Jdbc jdbc;

        DeathCorrected(DataSource pool) {
            this.jdbc = new Jdbc(pool);
        }

        @Override
        public String type() {
            return "org.paincare.patient.PatientDeathCorrected.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            jdbc.update(
                    "INSERT INTO known_patient (clinic_id, id, position) VALUES (?, ?, ?)"
                            + " ON CONFLICT (clinic_id, id) DO UPDATE SET position = excluded.position, died_on = NULL",
                    event.clinicId(),
                    event.dataAs(DeathCorrection.class).patientId(),
                    event.sequence());
        }
    }

    record Enrolment(UUID patientId, String to) {}

    @ApplicationScoped
    static class EnrolmentChanged implements EventHandler {
        private final Jdbc jdbc;
        private final DueWork due;
        private final InstantSource clock;

        EnrolmentChanged(DataSource pool, DueWork due, InstantSource clock) {
            this.jdbc = new Jdbc(pool);
            this.due = due;
            this.clock = clock;
        }

        @Override
        public String type() {
            return "org.paincare.patient.EnrolmentChanged.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var enrolment = event.dataAs(Enrolment.class);
            jdbc.update(
                    "INSERT INTO known_patient (clinic_id, id, position, enrolment_state) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (clinic_id, id) DO UPDATE SET position = excluded.position,"
                            + " enrolment_state = excluded.enrolment_state",
                    event.clinicId(),
                    enrolment.patientId(),
                    event.sequence(),
                    enrolment.to());
            if (KnownPatients.WITHDRAWN.equals(enrolment.to())) {
                due.schedule(KnownPatients.CARE_ENDED, enrolment.patientId(), clock.instant());
            }
        }
    }

    record Merge(UUID patientId, UUID aliasId, @Nullable String state) {}

    /** Ids are never rewritten: the alias points at the canonical patient, and points away again when undone. */
    @ApplicationScoped
    static class Merged implements EventHandler {
        private final Jdbc jdbc;

        Merged(DataSource pool) {
            this.jdbc = new Jdbc(pool);
        }

        @Override
        public String type() {
            return "org.paincare.patient.PatientMerged.v1";
        }

        @Override
        public void handle(IncomingEvent event) {
            var merge = event.dataAs(Merge.class);
            jdbc.update(
                    "INSERT INTO known_patient (clinic_id, id, position, canonical_id) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (clinic_id, id) DO UPDATE SET position = excluded.position,"
                            + " canonical_id = excluded.canonical_id",
                    event.clinicId(),
                    merge.aliasId(),
                    event.sequence(),
                    "UNMERGED".equals(merge.state()) ? null : merge.patientId());
        }
    }
}
