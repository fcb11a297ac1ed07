-- The headache history as it stands, and every version it ever had.
CREATE TABLE headache_history (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    version    int  NOT NULL,
    patient_id uuid NOT NULL,
    content    text NOT NULL CHECK (content IS JSON OBJECT),
    recorded_at      timestamptz NOT NULL,
    recorded_by      uuid NOT NULL,
    recorded_by_name text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, patient_id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id)
);
CALL ops.clinic_table('headache_history', 'SELECT, INSERT, UPDATE');

CREATE TABLE headache_history_version (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    history_id uuid NOT NULL,
    version    int  NOT NULL,
    content    text NOT NULL CHECK (content IS JSON OBJECT),
    recorded_at      timestamptz NOT NULL,
    recorded_by      uuid NOT NULL,
    recorded_by_name text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, history_id, version),
    FOREIGN KEY (clinic_id, history_id) REFERENCES headache_history (clinic_id, id)
);
CALL ops.clinic_table('headache_history_version', 'SELECT, INSERT');

CREATE FUNCTION headache_history_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO headache_history_version (clinic_id, id, history_id, version, content, recorded_at, recorded_by, recorded_by_name)
    VALUES (NEW.clinic_id, uuidv7(), NEW.id, NEW.version, NEW.content, NEW.recorded_at, NEW.recorded_by, NEW.recorded_by_name);
    RETURN NULL;
END $$;
CREATE TRIGGER headache_history_is_kept AFTER INSERT OR UPDATE ON headache_history
    FOR EACH ROW EXECUTE FUNCTION headache_history_is_kept();

-- Prior preventive trials: written once, amended by a row that takes the place of another.
CREATE TABLE prior_treatment (
    clinic_id        uuid NOT NULL,
    id               uuid NOT NULL,
    patient_id       uuid NOT NULL,
    preventive_class text NOT NULL CHECK (preventive_class IN ('BETA_BLOCKER', 'ANTICONVULSANT', 'TCA', 'SNRI', 'ARB_ACEI',
        'CCB', 'CGRP_LIGAND_MAB', 'CGRP_RECEPTOR_MAB', 'GEPANT_PREVENTIVE', 'ONABOTULINUMTOXIN_A', 'NMDA_ORAL',
        'NEUROMODULATION', 'NERVE_BLOCK', 'OTHER')),
    drug             text NOT NULL CHECK (length(drug) BETWEEN 1 AND 100),
    max_dose         text CHECK (length(max_dose) BETWEEN 1 AND 60),
    started_on       date,
    ended_on         date CHECK (ended_on >= started_on),
    weeks_at_target_dose   int CHECK (weeks_at_target_dose BETWEEN 0 AND 2000),
    dosing_interval_months int CHECK (dosing_interval_months IN (1, 3)),
    cycles           int CHECK (cycles BETWEEN 0 AND 200),
    judged_adequate  boolean,
    outcome          text NOT NULL CHECK (outcome IN ('INEFFECTIVE', 'INTOLERANT', 'CONTRAINDICATED', 'EFFECTIVE', 'UNKNOWN')),
    supersedes_treatment_id uuid,
    recorded_at      timestamptz NOT NULL,
    recorded_by      uuid NOT NULL,
    recorded_by_name text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, patient_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CONSTRAINT prior_treatment_supersedes_its_like
        FOREIGN KEY (clinic_id, patient_id, supersedes_treatment_id) REFERENCES prior_treatment (clinic_id, patient_id, id),
    CONSTRAINT prior_treatment_superseded_once UNIQUE (clinic_id, supersedes_treatment_id)
);
CREATE INDEX prior_treatment_patient ON prior_treatment (clinic_id, patient_id, id);
CALL ops.clinic_table('prior_treatment', 'SELECT, INSERT');
