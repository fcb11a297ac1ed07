-- What the other services told: only facts, written by event handlers. Results are computed from them elsewhere.
CREATE TABLE care_clinic (
    clinic_id        uuid   NOT NULL,
    id               uuid   NOT NULL,
    zone             text   NOT NULL,
    jurisdiction     text   NOT NULL,
    languages        text[] NOT NULL CHECK (cardinality(languages) > 0),
    emergency_number text,
    PRIMARY KEY (clinic_id, id),
    CHECK (id = clinic_id)
);
CALL ops.clinic_table('care_clinic', 'SELECT, INSERT, UPDATE');

-- One row per patient anybody told of, also before the registration arrives: its lock orders all work on the patient.
CREATE TABLE care_patient (
    clinic_id          uuid NOT NULL,
    id                 uuid NOT NULL,
    language           text,
    died_at            timestamptz,
    consent_ended_at   timestamptz,
    PRIMARY KEY (clinic_id, id)
);
CALL ops.clinic_table('care_patient', 'SELECT, INSERT, UPDATE');

CREATE TABLE care_enrolment (
    clinic_id          uuid   NOT NULL,
    id                 uuid   NOT NULL,
    patient_id         uuid   NOT NULL,
    diagnoses          text[] NOT NULL,
    primary_measure    text,
    secondary_measure  text,
    migraine_definition text,
    failed_classes     text[] NOT NULL,
    comorbidity_codes  text[] NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX care_enrolment_patient ON care_enrolment (clinic_id, patient_id);
CALL ops.clinic_table('care_enrolment', 'SELECT, INSERT, UPDATE');

CREATE TABLE care_enrolment_step (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    enrolment_id uuid        NOT NULL,
    sequence     bigint      NOT NULL,
    state        text        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, enrolment_id) REFERENCES care_enrolment (clinic_id, id)
);
CREATE INDEX care_enrolment_step_order ON care_enrolment_step (clinic_id, enrolment_id, sequence);
CALL ops.clinic_table('care_enrolment_step', 'SELECT, INSERT');

CREATE TABLE care_plan (
    clinic_id    uuid NOT NULL,
    id           uuid NOT NULL,
    patient_id   uuid NOT NULL,
    activated_at timestamptz,
    ended_at     timestamptz,
    end_reason   text,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX care_plan_patient ON care_plan (clinic_id, patient_id);
CALL ops.clinic_table('care_plan', 'SELECT, INSERT, UPDATE');

CREATE TABLE care_plan_revision (
    clinic_id        uuid          NOT NULL,
    plan_id          uuid          NOT NULL,
    revision         int           NOT NULL,
    phase            text          NOT NULL,
    sessions_planned int           NOT NULL,
    interval_days    int           NOT NULL,
    dose_mg_per_kg   numeric(15,6) NOT NULL,
    occurred_at      timestamptz   NOT NULL,
    PRIMARY KEY (clinic_id, plan_id, revision),
    FOREIGN KEY (clinic_id, plan_id) REFERENCES care_plan (clinic_id, id)
);
CALL ops.clinic_table('care_plan_revision', 'SELECT, INSERT');

CREATE TABLE care_session (
    clinic_id         uuid NOT NULL,
    id                uuid NOT NULL,
    patient_id        uuid NOT NULL,
    plan_id           uuid,
    plan_revision     int,
    series_index      int,
    state             text NOT NULL CHECK (state IN ('BOOKED', 'HELD', 'NOT_HELD')),
    starts_at         timestamptz,
    ended_at          timestamptz,
    dose_given_mg     numeric(15,6),
    nrs_before        int CHECK (nrs_before BETWEEN 0 AND 10),
    nrs_after         int CHECK (nrs_after BETWEEN 0 AND 10),
    worst_grade       int CHECK (worst_grade BETWEEN 1 AND 5),
    critical_pressure boolean NOT NULL,
    cadss6_max        int,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX care_session_patient ON care_session (clinic_id, patient_id);
CALL ops.clinic_table('care_session', 'SELECT, INSERT, UPDATE');

CREATE TABLE care_adverse_event (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    patient_id  uuid        NOT NULL,
    session_id  uuid,
    code        text        NOT NULL,
    grade       int         NOT NULL CHECK (grade BETWEEN 1 AND 5),
    occurred_at timestamptz NOT NULL,
    supersedes  uuid,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX care_adverse_event_patient ON care_adverse_event (clinic_id, patient_id);
CALL ops.clinic_table('care_adverse_event', 'SELECT, INSERT');

-- Findings that safety rules look at: liver values, urine, misuse, pressure at rest.
CREATE TABLE care_finding (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    patient_id  uuid        NOT NULL,
    code        text        NOT NULL,
    value       numeric(15,6),
    observed_at timestamptz NOT NULL,
    supersedes  uuid,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX care_finding_patient ON care_finding (clinic_id, patient_id);
CALL ops.clinic_table('care_finding', 'SELECT, INSERT');
