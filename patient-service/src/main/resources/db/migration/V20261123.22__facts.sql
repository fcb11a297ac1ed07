-- Clinical facts: written once. An amendment is a row of its own that names the one it takes the place of.
CREATE TABLE clinical_fact (
    clinic_id          uuid NOT NULL,
    id                 uuid NOT NULL,
    patient_id         uuid NOT NULL,
    code               text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9_]{0,63}$'),
    state              text NOT NULL CHECK (state IN ('PRESENT', 'ABSENT', 'UNKNOWN')),
    value_number       numeric,
    value_code         text CHECK (length(value_code) BETWEEN 1 AND 64),
    value_date         date,
    unit               text CHECK (length(unit) BETWEEN 1 AND 24),
    observed_at        timestamptz NOT NULL,
    source             text NOT NULL,
    session_id         uuid,
    vocabulary_version text NOT NULL,
    supersedes_fact_id uuid,
    recorded_at        timestamptz NOT NULL,
    recorded_by        uuid,
    recorded_by_name   text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, patient_id, code, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CONSTRAINT clinical_fact_supersedes_its_like
        FOREIGN KEY (clinic_id, patient_id, code, supersedes_fact_id)
        REFERENCES clinical_fact (clinic_id, patient_id, code, id),
    CONSTRAINT clinical_fact_superseded_once UNIQUE (clinic_id, supersedes_fact_id),
    CHECK (num_nonnulls(value_number, value_code, value_date) <= 1),
    CHECK (state = 'PRESENT' OR num_nonnulls(value_number, value_code, value_date, unit) = 0)
);
CREATE INDEX clinical_fact_timeline ON clinical_fact (clinic_id, patient_id, observed_at DESC, id DESC);
CREATE INDEX clinical_fact_by_code ON clinical_fact (clinic_id, patient_id, code, observed_at DESC, recorded_at DESC, id DESC);
CREATE INDEX clinical_fact_session ON clinical_fact (clinic_id, session_id) WHERE session_id IS NOT NULL;
CALL ops.clinic_table('clinical_fact', 'SELECT, INSERT');
