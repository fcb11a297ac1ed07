-- Where the clinic's own page for answering stands; a one-time link opens it.
CREATE TABLE answer_frontend (
    clinic_id     uuid        NOT NULL,
    id            uuid        NOT NULL,
    version       int         NOT NULL,
    template      text        NOT NULL CHECK (length(template) BETWEEN 10 AND 300),
    registered_by uuid        NOT NULL,
    registered_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CHECK (id = clinic_id)
);
CALL ops.clinic_table('answer_frontend', 'SELECT, INSERT, UPDATE');

-- A link by which a patient answers without signing in: opened once, over when all is submitted, taken back, or too old.
-- The token itself is kept nowhere.
CREATE TABLE answer_link (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    version      int         NOT NULL,
    patient_id   uuid        NOT NULL,
    created_by   uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    opened_at    timestamptz,
    ended_at     timestamptz,
    end_reason   text        CHECK (end_reason IN ('SUBMITTED', 'TAKEN_BACK')),
    minute       timestamptz,
    calls        int         NOT NULL DEFAULT 0 CHECK (calls >= 0),
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES care_patient (clinic_id, id),
    CHECK (expires_at > created_at),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CHECK (end_reason <> 'SUBMITTED' OR opened_at IS NOT NULL)
);
CREATE INDEX answer_link_patient ON answer_link (clinic_id, patient_id, created_at);
CALL ops.clinic_table('answer_link', 'SELECT, INSERT, UPDATE');

CREATE TABLE answer_link_assessment (
    clinic_id     uuid NOT NULL,
    link_id       uuid NOT NULL,
    assessment_id uuid NOT NULL,
    position      int  NOT NULL CHECK (position >= 0),
    PRIMARY KEY (clinic_id, link_id, assessment_id),
    FOREIGN KEY (clinic_id, link_id) REFERENCES answer_link (clinic_id, id),
    FOREIGN KEY (clinic_id, assessment_id) REFERENCES assessment (clinic_id, id)
);
CALL ops.clinic_table('answer_link_assessment', 'SELECT, INSERT');
