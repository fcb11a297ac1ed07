-- What the authority has to be told of a serious adverse event, by when, and that it was told.
CREATE TABLE pharmacovigilance_report (
    clinic_id        uuid        NOT NULL,
    id               uuid        NOT NULL,
    version          int         NOT NULL,
    adverse_event_id uuid        NOT NULL,
    current_event_id uuid        NOT NULL,
    session_id       uuid        NOT NULL,
    patient_id       uuid        NOT NULL,
    form             text        NOT NULL,
    rules            text        NOT NULL,
    opened_at        timestamptz NOT NULL,
    due_at           timestamptz NOT NULL,
    state            text        NOT NULL CHECK (state IN ('OPEN', 'SUBMITTED', 'NOT_REPORTABLE')),
    reference        text        CHECK (length(reference) BETWEEN 1 AND 80),
    reason           text        CHECK (length(reason) BETWEEN 3 AND 2000),
    submitted_at     timestamptz,
    closed_by        uuid,
    closed_name      text,
    closed_at        timestamptz,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, adverse_event_id) REFERENCES adverse_event (clinic_id, id),
    FOREIGN KEY (clinic_id, current_event_id) REFERENCES adverse_event (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CONSTRAINT pharmacovigilance_once UNIQUE (clinic_id, adverse_event_id),
    CONSTRAINT pharmacovigilance_current_once UNIQUE (clinic_id, current_event_id),
    CHECK (due_at > opened_at),
    CHECK ((state = 'OPEN') = (closed_at IS NULL)),
    CHECK ((state = 'SUBMITTED') = (submitted_at IS NOT NULL)),
    CHECK (state <> 'SUBMITTED' OR reference IS NOT NULL),
    CHECK (state <> 'NOT_REPORTABLE' OR reason IS NOT NULL)
);
CREATE INDEX pharmacovigilance_open ON pharmacovigilance_report (clinic_id, due_at) WHERE state = 'OPEN';
CALL ops.clinic_table('pharmacovigilance_report', 'SELECT, INSERT, UPDATE');

-- Professional registration of the staff, for what they sign on paper.
ALTER TABLE known_staff ADD COLUMN registration text CHECK (length(registration) BETWEEN 1 AND 40);
