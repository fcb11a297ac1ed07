-- What outcome-service proposes and what a prescriber decided of it; the content is as proposed, word for word.
CREATE TABLE pacing_proposal (
    clinic_id      uuid NOT NULL,
    id             uuid NOT NULL,
    patient_id     uuid NOT NULL,
    plan_id        uuid NOT NULL,
    plan_revision  int  NOT NULL CHECK (plan_revision > 0),
    kind           text NOT NULL,
    content        text NOT NULL,
    valid_until    timestamptz NOT NULL,
    proposed_at    timestamptz NOT NULL,
    state          text NOT NULL CHECK (state IN ('OPEN', 'ACCEPTED', 'CHANGED', 'REFUSED')),
    reason         text CHECK (length(reason) BETWEEN 3 AND 2000),
    decided_by     uuid,
    decided_name   text,
    decided_at     timestamptz,
    draft_revision int,
    PRIMARY KEY (clinic_id, id),
    CHECK ((state = 'OPEN') = (decided_by IS NULL) AND (state = 'OPEN') = (decided_at IS NULL)),
    CHECK (state NOT IN ('REFUSED', 'CHANGED') OR reason IS NOT NULL)
);
CREATE INDEX pacing_proposal_patient ON pacing_proposal (clinic_id, patient_id);
CALL ops.clinic_table('pacing_proposal', 'SELECT, INSERT, UPDATE');
CREATE FUNCTION proposal_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'OPEN' OR NEW.content <> OLD.content THEN
        RAISE EXCEPTION 'a decided proposal is never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposal_is_decided_once BEFORE UPDATE ON pacing_proposal
    FOR EACH ROW EXECUTE FUNCTION proposal_is_decided_once();
