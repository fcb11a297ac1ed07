-- Medication and allergy lists. An entry is written once; what changed (a drug stopped, an allergy refuted) is an entry of its
-- own that takes the place of another. Without a substance it speaks of the whole list: none, or not known.
CREATE TABLE substance_entry (
    clinic_id        uuid NOT NULL,
    id               uuid NOT NULL,
    patient_id       uuid NOT NULL,
    list             text NOT NULL CHECK (list IN ('MEDICATION', 'ALLERGY')),
    state            text NOT NULL CHECK (state IN ('PRESENT', 'ABSENT', 'UNKNOWN')),
    substance        text CHECK (length(substance) BETWEEN 1 AND 200),
    code             text CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9.:/-]{0,63}$'),
    code_system      text CHECK (code_system IN ('RXNORM', 'ATC', 'CUM', 'SNOMED', 'LOCAL')),
    dose             text CHECK (length(dose) BETWEEN 1 AND 200),
    morphine_mg_per_day numeric CHECK (morphine_mg_per_day BETWEEN 0 AND 2000),
    started_on       date,
    ended_on         date CHECK (ended_on >= started_on),
    reaction         text CHECK (length(reaction) BETWEEN 1 AND 500),
    severity         text CHECK (severity IN ('MILD', 'MODERATE', 'SEVERE', 'LIFE_THREATENING', 'UNKNOWN')),
    observed_at      timestamptz NOT NULL,
    source           text NOT NULL,
    supersedes_id    uuid,
    recorded_at      timestamptz NOT NULL,
    recorded_by      uuid NOT NULL,
    recorded_by_name text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, patient_id, list, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CONSTRAINT substance_entry_supersedes_its_like FOREIGN KEY (clinic_id, patient_id, list, supersedes_id)
        REFERENCES substance_entry (clinic_id, patient_id, list, id),
    CONSTRAINT substance_entry_superseded_once UNIQUE (clinic_id, supersedes_id),
    CHECK (state <> 'PRESENT' OR substance IS NOT NULL),
    CHECK ((code IS NULL) = (code_system IS NULL) AND (code IS NULL OR substance IS NOT NULL)),
    CHECK (list = 'MEDICATION' OR num_nonnulls(dose, morphine_mg_per_day, started_on, ended_on) = 0),
    CHECK (list = 'ALLERGY' OR num_nonnulls(reaction, severity) = 0),
    CHECK (state = 'PRESENT' OR num_nonnulls(dose, morphine_mg_per_day, started_on, ended_on, reaction, severity) = 0)
);
CREATE INDEX substance_entry_patient ON substance_entry (clinic_id, patient_id, list, observed_at DESC, id DESC);
CALL ops.clinic_table('substance_entry', 'SELECT, INSERT');
