-- What somebody has to do by a time: consents and numbers that run out, results to fetch, referrals to answer. At most one
-- open task of a kind about one thing, whoever raises it. The shape is the same in every service that raises tasks.
CREATE TABLE task (
    clinic_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    version         int         NOT NULL,
    kind            text        NOT NULL CHECK (kind ~ '^[A-Z][A-Z_]{2,40}$'),
    state           text        NOT NULL CHECK (state IN ('OPEN', 'DONE', 'NOT_NEEDED')),
    patient_id      uuid,
    session_id      uuid,
    subject_id      uuid        NOT NULL,
    due_at          timestamptz NOT NULL,
    assignee_role   text        NOT NULL,
    assignee_id     uuid,
    failed_attempts int         NOT NULL CHECK (failed_attempts >= 0),
    escalated_at    timestamptz,
    outcome         text        CHECK (length(outcome) BETWEEN 3 AND 2000),
    ended_by        uuid,
    ended_name      text,
    ended_at        timestamptz,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CHECK ((state = 'OPEN') = (ended_at IS NULL)),
    CHECK (state <> 'DONE' OR ended_by IS NOT NULL)
);
CREATE UNIQUE INDEX task_open ON task (clinic_id, kind, subject_id) WHERE state = 'OPEN';
CREATE INDEX task_due ON task (clinic_id, due_at, id) WHERE state = 'OPEN';
CREATE INDEX task_subject ON task (clinic_id, subject_id);
CREATE INDEX task_patient ON task (clinic_id, patient_id) WHERE patient_id IS NOT NULL;
CALL ops.clinic_table('task', 'SELECT, INSERT, UPDATE');

-- Every try at a task, kept: who, when, what came of it.
CREATE TABLE task_attempt (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    task_id      uuid        NOT NULL,
    result       text        NOT NULL CHECK (result IN ('REACHED', 'NO_ANSWER', 'REFUSED', 'LEFT_MESSAGE', 'FAILED')),
    note         text        CHECK (length(note) BETWEEN 1 AND 2000),
    person       uuid        NOT NULL,
    name         text        NOT NULL,
    attempted_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, task_id) REFERENCES task (clinic_id, id)
);
CREATE INDEX task_attempt_task ON task_attempt (clinic_id, task_id, id);
CALL ops.clinic_table('task_attempt', 'SELECT, INSERT');
