-- A patient's way through the programme as it stands: the fold of its entries.
CREATE TABLE enrolment (
    clinic_id   uuid NOT NULL,
    id          uuid NOT NULL,
    version     int  NOT NULL,
    patient_id  uuid NOT NULL,
    programme   text NOT NULL CHECK (programme ~ '^[A-Z][A-Z0-9_]{0,63}$'),
    state       text NOT NULL CHECK (state IN ('REFERRED', 'SCREENING', 'ELIGIBLE', 'INELIGIBLE', 'DECLINED', 'INDUCTION',
        'MAINTENANCE', 'PAUSED', 'LOST_TO_FOLLOW_UP', 'COMPLETED', 'WITHDRAWN', 'DECEASED')),
    since       timestamptz NOT NULL,
    started_on  date,
    deadline_at timestamptz,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT enrolment_one_per_patient UNIQUE (clinic_id, patient_id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id)
);
CREATE INDEX enrolment_state ON enrolment (clinic_id, state, id);
CALL ops.clinic_table('enrolment', 'SELECT, INSERT, UPDATE');

-- Everything that may move an enrolment: commands, events of the other services, deadlines. An event may come before the
-- patient is known or the enrolment is made. Never changed; its id is the event's, so that nothing counts twice.
CREATE TABLE enrolment_entry (
    clinic_id   uuid NOT NULL,
    id          uuid NOT NULL,
    patient_id  uuid NOT NULL,
    trigger     text NOT NULL,
    reason      text CHECK (reason ~ '^[A-Z][A-Z0-9_]{0,63}$'),
    note        text CHECK (length(note) BETWEEN 1 AND 1000),
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor_id    uuid,
    actor_name  text NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CREATE INDEX enrolment_entry_patient ON enrolment_entry (clinic_id, patient_id, occurred_at);
CALL ops.clinic_table('enrolment_entry', 'SELECT, INSERT');
