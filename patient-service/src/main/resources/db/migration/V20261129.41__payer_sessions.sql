-- Which sessions were given, and which authorisation each was counted against (none where nobody had agreed to pay that
-- day): a session counts once, however often it is told.
CREATE TABLE payer_session (
    clinic_id        uuid NOT NULL,
    id               uuid NOT NULL,
    patient_id       uuid NOT NULL,
    authorisation_id uuid,
    given_on         date NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX payer_session_patient ON payer_session (clinic_id, patient_id);
CALL ops.clinic_table('payer_session', 'SELECT, INSERT');

-- A count is written on nobody's behalf.
ALTER TABLE patient_sheet ALTER COLUMN changed_by DROP NOT NULL;
