CREATE TABLE plan (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    version    int  NOT NULL,
    patient_id uuid NOT NULL,
    state      text NOT NULL CHECK (state IN ('DRAFT', 'ACTIVE', 'ON_HOLD', 'ENDED')),
    revision   int  NOT NULL CHECK (revision >= 0),
    reason     text,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (clinic_id, id),
    CHECK ((state = 'DRAFT') = (revision = 0)),
    CHECK ((state = 'ENDED') = (ended_at IS NOT NULL))
);
CREATE INDEX plan_patient ON plan (clinic_id, patient_id);
-- A person follows one plan at a time.
CREATE UNIQUE INDEX plan_one_open ON plan (clinic_id, patient_id) WHERE state IN ('ACTIVE', 'ON_HOLD');
CALL ops.clinic_table('plan', 'SELECT, INSERT, UPDATE');

-- Content is what was signed, word for word; a change is another revision.
CREATE TABLE plan_revision (
    clinic_id       uuid NOT NULL,
    id              uuid NOT NULL,
    version         int  NOT NULL,
    plan_id         uuid NOT NULL,
    revision        int  NOT NULL CHECK (revision > 0),
    state           text NOT NULL CHECK (state IN ('DRAFT', 'SIGNED', 'DISCARDED')),
    content         text NOT NULL,
    content_hash    text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    reason          text,
    explanation     text CHECK (length(explanation) BETWEEN 1 AND 2000),
    proposal_id     uuid,
    session_id      uuid,
    created_by      uuid NOT NULL,
    created_at      timestamptz NOT NULL,
    signature_id    uuid,
    signed_by       uuid,
    signer_name     text,
    co_signature_id uuid,
    co_signed_by    uuid,
    signed_at       timestamptz,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, plan_id) REFERENCES plan (clinic_id, id),
    CHECK ((state = 'SIGNED') = (signed_by IS NOT NULL)),
    CHECK ((signed_by IS NULL) = (signed_at IS NULL)),
    CHECK (co_signed_by IS NULL OR co_signed_by <> signed_by)
);
CREATE UNIQUE INDEX plan_revision_number ON plan_revision (clinic_id, plan_id, revision) WHERE state <> 'DISCARDED';
CALL ops.clinic_table('plan_revision', 'SELECT, INSERT, UPDATE');
CREATE FUNCTION signed_revision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'SIGNED' THEN
        RAISE EXCEPTION 'a signed revision is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signed_revision_stays BEFORE UPDATE ON plan_revision FOR EACH ROW EXECUTE FUNCTION signed_revision_stays();

-- What was given in each session, kept up while it runs: what limits over the whole record count. One row per session
-- in which something was given, whatever became of it.
CREATE TABLE dose_given (
    clinic_id  uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    plan_id    uuid NOT NULL,
    started_at timestamptz NOT NULL,
    given_mg   numeric(15, 6) NOT NULL CHECK (given_mg >= 0),
    weight_kg  numeric(15, 6) NOT NULL CHECK (weight_kg > 0),
    PRIMARY KEY (clinic_id, session_id)
);
CREATE INDEX dose_given_patient ON dose_given (clinic_id, patient_id);
CALL ops.clinic_table('dose_given', 'SELECT, INSERT, UPDATE');
