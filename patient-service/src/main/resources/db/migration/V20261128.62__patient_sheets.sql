-- What is said of a patient as one whole and said anew as a whole: contacts, goals, the care plan, referrals, payers. One of each kind; every
-- version is kept.
CREATE TABLE patient_sheet (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    version    int  NOT NULL,
    patient_id uuid NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('CONTACTS', 'GOALS', 'CARE_PLAN', 'REFERRALS', 'PAYERS')),
    content    text NOT NULL CHECK (content IS JSON OBJECT),
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL,
    changed_by_name text NOT NULL,
    change_reason   text CHECK (length(change_reason) BETWEEN 1 AND 500),
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT patient_sheet_one_of_a_kind UNIQUE (clinic_id, patient_id, kind),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id)
);
CALL ops.clinic_table('patient_sheet', 'SELECT, INSERT, UPDATE');
CREATE TRIGGER version_is_kept AFTER INSERT OR UPDATE ON patient_sheet FOR EACH ROW EXECUTE FUNCTION version_is_kept();

-- That a patient was shown what may and what may not be expected, in which words, before consenting. Written once.
CREATE TABLE expectations_acknowledgement (
    clinic_id        uuid NOT NULL,
    id               uuid NOT NULL,
    patient_id       uuid NOT NULL,
    sheet_version    text NOT NULL CHECK (sheet_version ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    sheet_hash       text NOT NULL CHECK (sheet_hash ~ '^[0-9a-f]{64}$'),
    language         text NOT NULL CHECK (language IN ('es', 'en')),
    method           text NOT NULL CHECK (method IN ('IN_PERSON', 'VIDEO', 'PHONE', 'PORTAL')),
    acknowledged_at  timestamptz NOT NULL,
    recorded_at      timestamptz NOT NULL,
    recorded_by      uuid NOT NULL,
    recorded_by_name text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id)
);
CREATE INDEX expectations_acknowledgement_patient
    ON expectations_acknowledgement (clinic_id, patient_id, acknowledged_at DESC, id DESC);
CALL ops.clinic_table('expectations_acknowledgement', 'SELECT, INSERT');
