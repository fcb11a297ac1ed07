-- What other services own and this one remembers from their events. Every row can arrive before the one it points at,
-- so there are no foreign keys here; position is the number of the last event taken into the row.
CREATE TABLE known_clinic (
    clinic_id        uuid   NOT NULL,
    id               uuid   NOT NULL,
    zone             text   NOT NULL,
    jurisdiction     text   NOT NULL CHECK (jurisdiction IN ('CO', 'US')),
    altitude_profile text   NOT NULL,
    policy_version   text   NOT NULL,
    settings         text   NOT NULL,
    position         bigint NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CHECK (id = clinic_id)
);
CALL ops.clinic_table('known_clinic', 'SELECT, INSERT, UPDATE');

CREATE TABLE known_staff (
    clinic_id  uuid    NOT NULL,
    id         uuid    NOT NULL,
    subject    uuid    NOT NULL,
    roles      text[]  NOT NULL,
    skills     text[]  NOT NULL,
    active     boolean NOT NULL,
    position   bigint  NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX known_staff_subject ON known_staff (clinic_id, subject);
CALL ops.clinic_table('known_staff', 'SELECT, INSERT, UPDATE');

CREATE TABLE known_patient (
    clinic_id       uuid   NOT NULL,
    id              uuid   NOT NULL,
    birth_date      date,
    sex_at_birth    text,
    died_on         date,
    enrolment_state text,
    canonical_id    uuid,
    position        bigint NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX known_patient_canonical ON known_patient (clinic_id, canonical_id) WHERE canonical_id IS NOT NULL;
CALL ops.clinic_table('known_patient', 'SELECT, INSERT, UPDATE');

-- The newest value of each coded fact.
CREATE TABLE known_fact (
    clinic_id   uuid        NOT NULL,
    patient_id  uuid        NOT NULL,
    code        text        NOT NULL,
    state       text        NOT NULL,
    value       text,
    unit        text,
    value_code  text,
    observed_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, patient_id, code)
);
CALL ops.clinic_table('known_fact', 'SELECT, INSERT, UPDATE');

CREATE TABLE known_consent (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    patient_id   uuid        NOT NULL,
    type         text        NOT NULL,
    purposes     text[]      NOT NULL,
    expires_on   date,
    granted_at   timestamptz,
    withdrawn_at timestamptz,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX known_consent_patient ON known_consent (clinic_id, patient_id);
CALL ops.clinic_table('known_consent', 'SELECT, INSERT, UPDATE');

-- The last decision of each scope.
CREATE TABLE known_eligibility (
    clinic_id     uuid        NOT NULL,
    patient_id    uuid        NOT NULL,
    scope         text        NOT NULL CHECK (scope IN ('P', 'S')),
    decision      text        NOT NULL,
    session_id    uuid,
    blocking      text[]      NOT NULL,
    rule_set      text        NOT NULL,
    valid_until   timestamptz,
    decided_at    timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, patient_id, scope)
);
CALL ops.clinic_table('known_eligibility', 'SELECT, INSERT, UPDATE');
