-- Who may read a person's record beyond their role, and until when: opened with a reason at patient-service, which keeps it.
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
