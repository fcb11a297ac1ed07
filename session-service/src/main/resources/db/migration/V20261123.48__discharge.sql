CREATE TABLE recovery_score (
    clinic_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    session_id uuid        NOT NULL,
    findings   text        NOT NULL,
    score      text        NOT NULL,
    total      int         NOT NULL CHECK (total BETWEEN 0 AND 10),
    person     uuid        NOT NULL,
    name       text        NOT NULL,
    scored_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id)
);
CREATE INDEX recovery_score_session ON recovery_score (clinic_id, session_id, scored_at);
CALL ops.clinic_table('recovery_score', 'SELECT, INSERT');

-- What was seen of a patient who wants to go; the latest counts, and is what the discharging clinician signs.
CREATE TABLE discharge_assessment (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    session_id   uuid        NOT NULL,
    content      text        NOT NULL,
    content_hash text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    person       uuid        NOT NULL,
    name         text        NOT NULL,
    assessed_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id)
);
CREATE INDEX discharge_assessment_session ON discharge_assessment (clinic_id, session_id, id);
CALL ops.clinic_table('discharge_assessment', 'SELECT, INSERT');

CREATE TABLE discharge (
    clinic_id     uuid        NOT NULL,
    session_id    uuid        NOT NULL,
    assessment_id uuid        NOT NULL,
    signature_id  uuid        NOT NULL,
    signed_by     uuid        NOT NULL,
    signer_name   text        NOT NULL,
    comfort       text        NOT NULL,
    discharged_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, session_id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    FOREIGN KEY (clinic_id, assessment_id) REFERENCES discharge_assessment (clinic_id, id)
);
CALL ops.clinic_table('discharge', 'SELECT, INSERT');

-- The note of a session; once signed it stays, and what is added is an addendum.
CREATE TABLE session_note (
    clinic_id    uuid NOT NULL,
    id           uuid NOT NULL,
    version      int  NOT NULL,
    session_id   uuid NOT NULL,
    body         text NOT NULL CHECK (length(body) BETWEEN 3 AND 20000),
    content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    signed_by    uuid,
    signer_name  text,
    signed_at    timestamptz,
    written_by   uuid NOT NULL,
    written_name text NOT NULL,
    written_at   timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    UNIQUE (clinic_id, session_id),
    CHECK ((signed_by IS NULL) = (signed_at IS NULL))
);
CALL ops.clinic_table('session_note', 'SELECT, INSERT, UPDATE');
CREATE FUNCTION signed_note_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_by IS NOT NULL THEN
        RAISE EXCEPTION 'a signed note is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed_note_stays BEFORE UPDATE ON session_note FOR EACH ROW EXECUTE FUNCTION signed_note_stays();

CREATE TABLE note_addendum (
    clinic_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    note_id    uuid        NOT NULL,
    body       text        NOT NULL CHECK (length(body) BETWEEN 3 AND 20000),
    person     uuid        NOT NULL,
    name       text        NOT NULL,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, note_id) REFERENCES session_note (clinic_id, id)
);
CREATE INDEX note_addendum_note ON note_addendum (clinic_id, note_id, id);
CALL ops.clinic_table('note_addendum', 'SELECT, INSERT');

-- Drugs given beside ketamine, as given.
CREATE TABLE drug_given (
    clinic_id  uuid          NOT NULL,
    id         uuid          NOT NULL,
    session_id uuid          NOT NULL,
    drug       text          NOT NULL,
    dose_mg    numeric(15, 6) CHECK (dose_mg >= 0),
    reason     text          CHECK (length(reason) <= 2000),
    findings   text          NOT NULL,
    person     uuid          NOT NULL,
    name       text          NOT NULL,
    given_at   timestamptz   NOT NULL,
    recorded_at timestamptz  NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id)
);
CREATE INDEX drug_given_session ON drug_given (clinic_id, session_id, given_at);
CALL ops.clinic_table('drug_given', 'SELECT, INSERT');
