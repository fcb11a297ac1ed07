-- Break-glass: who opened a patient's record beyond their role, why and until when. Written once, never ended early.
CREATE TABLE emergency_access (
    clinic_id      uuid NOT NULL,
    id             uuid NOT NULL,
    patient_id     uuid NOT NULL,
    opened_by      uuid NOT NULL,
    opened_by_name text NOT NULL,
    reason         text NOT NULL CHECK (length(reason) BETWEEN 10 AND 1000),
    opened_at      timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL CHECK (expires_at > opened_at),
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id)
);
CREATE INDEX emergency_access_open ON emergency_access (clinic_id, patient_id, opened_by, expires_at);
CALL ops.clinic_table('emergency_access', 'SELECT, INSERT');
