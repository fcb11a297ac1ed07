-- A live session is handed from one responsible nurse to another; nothing moves until both have confirmed.
CREATE TABLE handover (
    clinic_id      uuid        NOT NULL,
    id             uuid        NOT NULL,
    version        int         NOT NULL,
    session_id     uuid        NOT NULL,
    from_nurse     uuid        NOT NULL,
    to_nurse       uuid        NOT NULL,
    situation      text        NOT NULL CHECK (length(situation) BETWEEN 3 AND 4000),
    content_hash   text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    state          text        NOT NULL CHECK (state IN ('OFFERED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
    offered_by     uuid        NOT NULL,
    offered_name   text        NOT NULL,
    offered_at     timestamptz NOT NULL,
    decided_by     uuid,
    decided_name   text,
    decided_at     timestamptz,
    decided_reason text        CHECK (length(decided_reason) BETWEEN 3 AND 2000),
    signature_id   uuid,
    alarm_ids      uuid[]      NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    FOREIGN KEY (clinic_id, signature_id) REFERENCES signature (clinic_id, id),
    CONSTRAINT handover_to_another CHECK (to_nurse <> from_nurse),
    CHECK ((state = 'OFFERED') = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX handover_one_open ON handover (clinic_id, session_id) WHERE state = 'OFFERED';
CREATE INDEX handover_session ON handover (clinic_id, session_id, id);
CALL ops.clinic_table('handover', 'SELECT, INSERT, UPDATE');
CREATE FUNCTION handover_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'OFFERED' OR (OLD.session_id, OLD.from_nurse, OLD.to_nurse, OLD.situation, OLD.offered_by, OLD.offered_at)
        IS DISTINCT FROM (NEW.session_id, NEW.from_nurse, NEW.to_nurse, NEW.situation, NEW.offered_by, NEW.offered_at) THEN
        RAISE EXCEPTION 'a handover is decided once and never changed' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER handover_is_decided_once BEFORE UPDATE ON handover FOR EACH ROW EXECUTE FUNCTION handover_is_decided_once();
