-- The goals a patient has set, as patient-service told them: ids, domains and figures, never words. The latest version stands.
CREATE TABLE care_goals (
    clinic_id   uuid        NOT NULL,
    patient_id  uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    goals       text        NOT NULL CHECK (goals IS JSON ARRAY),
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, patient_id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CALL ops.clinic_table('care_goals', 'SELECT, INSERT, UPDATE');
