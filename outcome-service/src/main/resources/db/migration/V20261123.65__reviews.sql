-- The continue or stop decision every 84 days of a course: recorded, then signed by a prescriber, then told.
CREATE TABLE programme_review (
    clinic_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    version       int         NOT NULL,
    patient_id    uuid        NOT NULL,
    course_id     uuid        NOT NULL,
    review_index  int         NOT NULL CHECK (review_index BETWEEN 1 AND 1000),
    due_on        date        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('RECORDED', 'SIGNED')),
    decision      text        NOT NULL CHECK (decision IN ('CONTINUE', 'WIDEN', 'PAUSE', 'STOP', 'REFER')),
    interval_days int         CHECK (interval_days BETWEEN 1 AND 366),
    content       text        NOT NULL CHECK (content IS JSON OBJECT),
    content_hash  text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    recorded_by   uuid        NOT NULL,
    recorded_at   timestamptz NOT NULL,
    signature_id  uuid,
    signed_by     uuid,
    signed_at     timestamptz,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT programme_review_once UNIQUE (clinic_id, course_id, review_index),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id),
    CHECK ((decision = 'WIDEN') = (interval_days IS NOT NULL)),
    CHECK ((state = 'SIGNED') = (signature_id IS NOT NULL))
);
CREATE INDEX programme_review_patient ON programme_review (clinic_id, patient_id, due_on);
CALL ops.clinic_table('programme_review', 'SELECT, INSERT, UPDATE');
