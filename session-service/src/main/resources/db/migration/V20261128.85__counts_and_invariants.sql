-- Blind counts (invariant 9). The finder states what is there before the book is shown; the row is never changed, and a
-- variance is an incident until two people have explained it.
CREATE TABLE ledger_count (
    clinic_id         uuid           NOT NULL,
    id                uuid           NOT NULL,
    round_id          uuid           NOT NULL,
    container_id      uuid           NOT NULL,
    found_ml          numeric(15, 6) NOT NULL CHECK (found_ml >= 0),
    book_ml           numeric(15, 6) NOT NULL CHECK (book_ml >= 0),
    concentration     numeric(15, 6) NOT NULL CHECK (concentration > 0),
    note              text           CHECK (length(note) BETWEEN 3 AND 2000),
    person            uuid           NOT NULL,
    name              text           NOT NULL,
    witness           uuid,
    witness_name      text,
    witness_signature uuid,
    counted_at        timestamptz    NOT NULL,
    recorded_at       timestamptz    NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, container_id) REFERENCES container (clinic_id, id),
    FOREIGN KEY (clinic_id, witness_signature) REFERENCES signature (clinic_id, id),
    CONSTRAINT count_once_a_round UNIQUE (clinic_id, round_id, container_id),
    CONSTRAINT count_witness_is_another CHECK (witness IS NULL OR witness <> person),
    CHECK ((witness IS NULL) = (witness_signature IS NULL)),
    CHECK (counted_at <= recorded_at)
);
CREATE INDEX ledger_count_container ON ledger_count (clinic_id, container_id, id);
CREATE INDEX ledger_count_variance ON ledger_count (clinic_id, id) WHERE found_ml <> book_ml;
CREATE INDEX ledger_count_time ON ledger_count (clinic_id, counted_at);
CALL ops.clinic_table('ledger_count', 'SELECT, INSERT');

-- An adjustment books what a count found, once.
ALTER TABLE ledger_entry
    ADD COLUMN count_id uuid,
    ADD CONSTRAINT ledger_entry_count FOREIGN KEY (clinic_id, count_id) REFERENCES ledger_count (clinic_id, id),
    ADD CONSTRAINT count_adjusted_once UNIQUE (clinic_id, count_id),
    ADD CONSTRAINT count_is_adjusted CHECK (count_id IS NULL OR (type = 'ADJUST' AND reverses IS NULL));

-- An incident is of a session's substance or of a count; what both people signed covers the words of the explanation.
ALTER TABLE ledger_incident
    ALTER COLUMN session_id DROP NOT NULL,
    ADD COLUMN substance text CHECK (substance ~ '^[A-Z][A-Z0-9_]{2,40}$'),
    ADD COLUMN count_id uuid,
    ADD COLUMN content_hash text CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    ADD COLUMN signature_id uuid,
    ADD COLUMN second_signature_id uuid,
    ADD COLUMN second_name text,
    ADD CONSTRAINT ledger_incident_count FOREIGN KEY (clinic_id, count_id) REFERENCES ledger_count (clinic_id, id),
    ADD CONSTRAINT ledger_incident_signature FOREIGN KEY (clinic_id, signature_id) REFERENCES signature (clinic_id, id),
    ADD CONSTRAINT ledger_incident_second FOREIGN KEY (clinic_id, second_signature_id)
        REFERENCES signature (clinic_id, id),
    ADD CONSTRAINT incident_of_one_thing CHECK ((session_id IS NULL) <> (count_id IS NULL)),
    ADD CONSTRAINT count_explained_once UNIQUE (clinic_id, count_id);

-- Taken out of use, or back into it, by whom and why.
CREATE TABLE container_quarantine (
    clinic_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    container_id uuid        NOT NULL,
    quarantined  boolean     NOT NULL,
    reason       text        NOT NULL CHECK (length(reason) BETWEEN 3 AND 2000),
    person       uuid        NOT NULL,
    name         text        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, container_id) REFERENCES container (clinic_id, id)
);
CREATE INDEX container_quarantine_container ON container_quarantine (clinic_id, container_id, id);
CALL ops.clinic_table('container_quarantine', 'SELECT, INSERT');

-- The invariants of an entry against what it stands on, whoever writes: accounts of its type (1), lot and concentration of
-- its container (4), expiry, beyond-use and quarantine (6), a mirror of what it reverses and the hash of what came before
-- (7), one open container per session unless there is a reason (10), whole and unopened back to stock.
CREATE FUNCTION ledger_entry_holds() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    vial     record;
    original record;
    before   text;
    fits     boolean;
    out_kind text := CASE WHEN NEW.reverses IS NULL THEN NEW.from_kind ELSE NEW.to_kind END;
    in_kind  text := CASE WHEN NEW.reverses IS NULL THEN NEW.to_kind ELSE NEW.from_kind END;
BEGIN
    fits := CASE NEW.type
        WHEN 'RECEIVE' THEN out_kind = 'SUPPLIER' AND in_kind = 'CONTAINER'
        WHEN 'DISPENSE_TO_SESSION' THEN out_kind = 'CONTAINER' AND in_kind = 'SESSION'
        WHEN 'ADMINISTER' THEN out_kind = 'SESSION' AND in_kind = 'PATIENT'
        WHEN 'WASTE' THEN out_kind IN ('SESSION', 'CONTAINER') AND in_kind = 'WASTE'
        WHEN 'RETURN_TO_STOCK' THEN out_kind = 'SESSION' AND in_kind = 'CONTAINER'
        WHEN 'TRANSFER' THEN out_kind = 'CONTAINER' AND in_kind = 'TRANSFERRED_OUT'
        WHEN 'DESTROY' THEN out_kind = 'CONTAINER' AND in_kind = 'DESTROYED'
        WHEN 'LOSS' THEN out_kind IN ('CONTAINER', 'SESSION') AND in_kind = 'LOST'
        WHEN 'ADJUST' THEN (out_kind, in_kind) IN (('CONTAINER', 'VARIANCE'), ('VARIANCE', 'CONTAINER'))
        ELSE false END;
    IF NOT fits THEN
        RAISE EXCEPTION 'an entry of this type does not go between these accounts'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_accounts_of_type';
    END IF;
    SELECT c.lot_id, c.opened_at, c.beyond_use_at, c.quarantined, l.concentration, l.container_ml, l.expires_at
        INTO STRICT vial
        FROM container c JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id
        WHERE c.clinic_id = NEW.clinic_id AND c.id = NEW.container_id;
    IF vial.lot_id <> NEW.lot_id OR vial.concentration <> NEW.concentration THEN
        RAISE EXCEPTION 'an entry has the lot and concentration of its container'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_lot_of_container';
    END IF;
    SELECT hash INTO before FROM ledger_entry
        WHERE clinic_id = NEW.clinic_id AND container_id = NEW.container_id AND number < NEW.number
        ORDER BY number DESC LIMIT 1;
    IF NEW.prev_hash IS DISTINCT FROM before THEN
        RAISE EXCEPTION 'an entry carries the hash of the one before it of its container'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_chain';
    END IF;
    IF NEW.reverses IS NOT NULL THEN
        SELECT * INTO original FROM ledger_entry WHERE clinic_id = NEW.clinic_id AND id = NEW.reverses;
        IF NOT FOUND OR original.reverses IS NOT NULL OR original.type <> NEW.type OR original.ml <> NEW.ml
            OR original.container_id <> NEW.container_id
            OR (original.from_kind, original.from_id) <> (NEW.to_kind, NEW.to_id)
            OR (original.to_kind, original.to_id) <> (NEW.from_kind, NEW.from_id) THEN
            RAISE EXCEPTION 'a reversal mirrors the entry it takes back'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_reversal_mirrors';
        END IF;
        RETURN NULL;
    END IF;
    IF NEW.type IN ('DISPENSE_TO_SESSION', 'ADMINISTER') AND (NEW.occurred_at >= vial.expires_at
        OR NEW.occurred_at >= vial.beyond_use_at) THEN
        RAISE EXCEPTION 'expired or past its beyond-use time'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_not_after_expiry';
    END IF;
    IF NEW.type = 'DISPENSE_TO_SESSION' AND vial.quarantined THEN
        RAISE EXCEPTION 'the container is in quarantine'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_not_quarantined';
    END IF;
    IF NEW.type = 'RETURN_TO_STOCK' AND (NEW.ml <> vial.container_ml OR vial.opened_at <= NEW.occurred_at) THEN
        RAISE EXCEPTION 'only a whole, unopened container goes back to stock'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_returned_unopened';
    END IF;
    IF NEW.type = 'DISPENSE_TO_SESSION' AND coalesce(NEW.reason, '') = '' AND EXISTS (
        SELECT 1 FROM ledger_balance b
            JOIN container c ON c.clinic_id = b.clinic_id AND c.id = b.container_id
            JOIN lot l ON l.clinic_id = c.clinic_id AND l.id = c.lot_id
            JOIN lot own ON own.clinic_id = c.clinic_id AND own.id = NEW.lot_id
        WHERE b.clinic_id = NEW.clinic_id AND b.kind = 'SESSION' AND b.account_id = NEW.to_id
          AND b.container_id <> NEW.container_id AND b.ml > 0 AND l.substance = own.substance) THEN
        RAISE EXCEPTION 'the session has another open container'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_one_open_container';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_holds AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_holds();

-- A count's adjustment is exactly what the count found, and of its container.
CREATE FUNCTION adjustment_is_what_was_found() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    counted record;
BEGIN
    SELECT * INTO STRICT counted FROM ledger_count WHERE clinic_id = NEW.clinic_id AND id = NEW.count_id;
    IF counted.container_id <> NEW.container_id OR abs(counted.found_ml - counted.book_ml) <> NEW.ml
        OR (counted.found_ml > counted.book_ml) <> (NEW.to_kind = 'CONTAINER') THEN
        RAISE EXCEPTION 'an adjustment books what its count found'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'adjustment_is_what_was_found';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER adjustment_is_what_was_found AFTER INSERT ON ledger_entry
    FOR EACH ROW WHEN (NEW.count_id IS NOT NULL) EXECUTE FUNCTION adjustment_is_what_was_found();
