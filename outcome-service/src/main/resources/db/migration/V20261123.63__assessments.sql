-- One thing to be asked of a patient or done by the team. Its id follows from what it hangs on, so planning it twice
-- finds it again.
CREATE TABLE assessment (
    clinic_id          uuid        NOT NULL,
    id                 uuid        NOT NULL,
    version            int         NOT NULL,
    patient_id         uuid        NOT NULL,
    plan_key           text        NOT NULL,
    calendar_row       text        NOT NULL,
    code               text        NOT NULL,
    kind               text        NOT NULL CHECK (kind IN ('INSTRUMENT', 'CHECK')),
    answered_by        text        NOT NULL CHECK (answered_by IN ('PATIENT', 'STAFF')),
    anchor             text        NOT NULL,
    opens_at           timestamptz NOT NULL,
    due_at             timestamptz NOT NULL,
    expires_at         timestamptz NOT NULL,
    state              text        NOT NULL CHECK (state IN ('SCHEDULED', 'OPEN', 'COMPLETED', 'EXPIRED', 'CANCELLED')),
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, plan_key),
    CHECK (opens_at <= due_at AND due_at <= expires_at),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX assessment_patient ON assessment (clinic_id, patient_id, due_at, id);
CALL ops.clinic_table('assessment', 'SELECT, INSERT, UPDATE');

-- Every save, whole: partial, submitted, amended. Nothing is overwritten; the highest revision stands.
CREATE TABLE assessment_answers (
    clinic_id          uuid        NOT NULL,
    assessment_id      uuid        NOT NULL,
    revision           int         NOT NULL CHECK (revision > 0),
    patient_id         uuid        NOT NULL,
    code               text        NOT NULL,
    items              text        NOT NULL CHECK (items IS JSON),
    submitted          boolean     NOT NULL,
    source             text        NOT NULL CHECK (source IN ('OWN', 'PHONE', 'PAPER')),
    reason             text        CHECK (length(reason) BETWEEN 1 AND 500),
    entered_by         uuid        NOT NULL,
    occurred_at        timestamptz NOT NULL,
    recorded_at        timestamptz NOT NULL,
    instrument_version text,
    policy             text,
    scorer_version     text,
    status             text,
    score              numeric(12,4),
    band               text,
    result             text        CHECK (result IS NULL OR result IS JSON OBJECT),
    PRIMARY KEY (clinic_id, assessment_id, revision),
    FOREIGN KEY (clinic_id, assessment_id) REFERENCES assessment (clinic_id, id),
    CHECK (result IS NULL OR (instrument_version IS NOT NULL AND policy IS NOT NULL AND scorer_version IS NOT NULL))
);
CREATE INDEX assessment_answers_patient ON assessment_answers (clinic_id, patient_id, code, occurred_at);
CALL ops.clinic_table('assessment_answers', 'SELECT, INSERT');
