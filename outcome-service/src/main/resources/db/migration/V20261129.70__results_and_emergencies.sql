-- Facts told by patient-service that close a check of the team once they are there. No words, no names.
CREATE TABLE care_result (
    clinic_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    patient_id  uuid        NOT NULL,
    code        text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('PRESENT', 'ABSENT', 'UNKNOWN')),
    value_code  text,
    source      text        NOT NULL,
    observed_at timestamptz NOT NULL,
    supersedes  uuid,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX care_result_patient ON care_result (clinic_id, patient_id, observed_at);
CREATE INDEX care_result_superseded ON care_result (clinic_id, supersedes) WHERE supersedes IS NOT NULL;
CALL ops.clinic_table('care_result', 'SELECT, INSERT');

-- A check that results closed has nobody who entered it, and names the facts instead.
ALTER TABLE assessment_answers
    ADD COLUMN result_ids uuid[],
    ALTER COLUMN entered_by DROP NOT NULL,
    DROP CONSTRAINT assessment_answers_source_check,
    ADD CONSTRAINT assessment_answers_source_check CHECK (source IN ('OWN', 'PHONE', 'PAPER', 'RESULT')),
    ADD CONSTRAINT assessment_answers_by_person_or_result
        CHECK ((source = 'RESULT') = (entered_by IS NULL) AND (source = 'RESULT') = (result_ids IS NOT NULL));

-- Break-glass opened at patient-service: who may read whose record until when. The reason stays there.
CREATE TABLE known_emergency_access (
    clinic_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    patient_id uuid        NOT NULL,
    opened_by  uuid        NOT NULL,
    opened_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > opened_at),
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX known_emergency_access_of ON known_emergency_access (clinic_id, patient_id, opened_by, expires_at);
CALL ops.clinic_table('known_emergency_access', 'SELECT, INSERT');

-- Consents to disclose, without which no partner reads results.
CREATE TABLE care_sharing (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    patient_id   uuid        NOT NULL,
    expires_on   date,
    granted_at   timestamptz,
    withdrawn_at timestamptz,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX care_sharing_patient ON care_sharing (clinic_id, patient_id, granted_at);
CALL ops.clinic_table('care_sharing', 'SELECT, INSERT, UPDATE');
