-- Who works in the clinic, as far as signatures ask: a programme review is not signed with an expired registration.
CREATE TABLE care_staff (
    clinic_id uuid    NOT NULL,
    id        uuid    NOT NULL,
    subject   uuid    NOT NULL,
    active    boolean NOT NULL,
    registration_expires_on date,
    position  bigint  NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX care_staff_subject ON care_staff (clinic_id, subject);
CALL ops.clinic_table('care_staff', 'SELECT, INSERT, UPDATE');
