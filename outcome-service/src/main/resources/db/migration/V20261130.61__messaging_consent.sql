-- Consents to be written to or called with reminders, as patient-service tells them. Those given before this table came are not
-- known here: until they are signed anew nobody reminds (docs/disclosure.md).
CREATE TABLE care_messaging (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    patient_id   uuid        NOT NULL,
    expires_on   date,
    granted_at   timestamptz,
    withdrawn_at timestamptz,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX care_messaging_patient ON care_messaging (clinic_id, patient_id, granted_at);
CALL ops.clinic_table('care_messaging', 'SELECT, INSERT, UPDATE');
