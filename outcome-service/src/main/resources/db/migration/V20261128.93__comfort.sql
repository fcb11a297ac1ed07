-- The two own-worded questions at the end of a session, as session-service told them.
CREATE TABLE care_comfort (
    clinic_id   uuid        NOT NULL,
    session_id  uuid        NOT NULL,
    code        text        NOT NULL,
    patient_id  uuid        NOT NULL,
    score       int         NOT NULL CHECK (score BETWEEN 0 AND 10),
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, session_id, code),
    FOREIGN KEY (clinic_id, session_id) REFERENCES care_session (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id)
);
CREATE INDEX care_comfort_patient ON care_comfort (clinic_id, patient_id, occurred_at);
CALL ops.clinic_table('care_comfort', 'SELECT, INSERT');

-- What lay before whoever decided, as it was then; part of what is signed. Reviews recorded before have none.
ALTER TABLE programme_review ADD COLUMN basis text CHECK (basis IS NULL OR basis IS JSON OBJECT);
