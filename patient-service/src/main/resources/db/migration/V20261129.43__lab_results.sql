-- Results as a laboratory or an electrocardiograph gave them, in their own units. Written once; a later one corrects.
CREATE TABLE lab_result (
    clinic_id         uuid        NOT NULL,
    id                uuid        NOT NULL,
    patient_id        uuid        NOT NULL,
    analyte           text        NOT NULL CHECK (analyte ~ '^[A-Z][A-Z0-9_]{0,63}$'),
    value             numeric     NOT NULL,
    unit              text        NOT NULL CHECK (length(unit) BETWEEN 1 AND 24),
    upper_limit       numeric     CHECK (upper_limit > 0),
    finding           text        CHECK (finding ~ '^[A-Z][A-Z0-9_]{0,63}$'),
    laboratory        text        CHECK (length(laboratory) BETWEEN 1 AND 200),
    observed_at       timestamptz NOT NULL,
    supersedes_id     uuid,
    fact_id           uuid,
    catalogue_version text        NOT NULL,
    recorded_at       timestamptz NOT NULL,
    recorded_by       uuid        NOT NULL,
    recorded_by_name  text        NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, patient_id, analyte, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    FOREIGN KEY (clinic_id, fact_id) REFERENCES clinical_fact (clinic_id, id),
    CONSTRAINT lab_result_supersedes_its_like FOREIGN KEY (clinic_id, patient_id, analyte, supersedes_id)
        REFERENCES lab_result (clinic_id, patient_id, analyte, id),
    CONSTRAINT lab_result_superseded_once UNIQUE (clinic_id, supersedes_id)
);
CREATE INDEX lab_result_timeline ON lab_result (clinic_id, patient_id, observed_at DESC, id DESC);
CALL ops.clinic_table('lab_result', 'SELECT, INSERT');
