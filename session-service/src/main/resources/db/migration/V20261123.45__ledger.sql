-- The controlled-substance ledger (reference 4): double entry, append-only, balances that never go below zero. What the
-- database can hold to it holds, whoever writes.
CREATE TABLE lot (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       int  NOT NULL,
    substance     text NOT NULL CHECK (substance ~ '^[A-Z][A-Z0-9_]{2,40}$'),
    product_code  text NOT NULL CHECK (length(product_code) BETWEEN 1 AND 40),
    registration  text CHECK (length(registration) BETWEEN 1 AND 40),
    lot_number    text NOT NULL CHECK (length(lot_number) BETWEEN 1 AND 40),
    concentration numeric(15, 6) NOT NULL CHECK (concentration > 0),
    container_ml  numeric(15, 6) NOT NULL CHECK (container_ml > 0),
    expires_on    date NOT NULL,
    expires_at    timestamptz NOT NULL,
    supplier      text NOT NULL CHECK (length(supplier) BETWEEN 1 AND 200),
    invoice       text NOT NULL CHECK (length(invoice) BETWEEN 1 AND 60),
    received_at   timestamptz NOT NULL,
    received_by   uuid NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT lot_received_once UNIQUE (clinic_id, product_code, lot_number, invoice)
);
CALL ops.clinic_table('lot', 'SELECT, INSERT');

CREATE TABLE container (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       int  NOT NULL,
    lot_id        uuid NOT NULL,
    number        int  NOT NULL CHECK (number > 0),
    opened_at     timestamptz,
    beyond_use_at timestamptz,
    quarantined   boolean NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, lot_id) REFERENCES lot (clinic_id, id),
    UNIQUE (clinic_id, lot_id, number),
    CHECK ((opened_at IS NULL) = (beyond_use_at IS NULL))
);
CALL ops.clinic_table('container', 'SELECT, INSERT, UPDATE');

CREATE TABLE ledger_entry (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    number        bigint GENERATED ALWAYS AS IDENTITY,
    type          text NOT NULL CHECK (type IN ('RECEIVE', 'DISPENSE_TO_SESSION', 'ADMINISTER', 'WASTE', 'RETURN_TO_STOCK',
        'TRANSFER', 'DESTROY', 'LOSS', 'ADJUST')),
    lot_id        uuid NOT NULL,
    container_id  uuid NOT NULL,
    session_id    uuid,
    patient_id    uuid,
    from_kind     text NOT NULL,
    from_id       text NOT NULL,
    to_kind       text NOT NULL,
    to_id         text NOT NULL,
    ml            numeric(15, 6) NOT NULL CHECK (ml > 0),
    concentration numeric(15, 6) NOT NULL CHECK (concentration > 0),
    mg            numeric(15, 6) NOT NULL,
    actor         uuid NOT NULL,
    actor_name    text NOT NULL,
    witness       uuid,
    witness_name  text,
    reason        text CHECK (length(reason) BETWEEN 1 AND 2000),
    reverses      uuid,
    occurred_at   timestamptz NOT NULL,
    recorded_at   timestamptz NOT NULL,
    prev_hash     text,
    hash          text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, lot_id) REFERENCES lot (clinic_id, id),
    FOREIGN KEY (clinic_id, container_id) REFERENCES container (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CONSTRAINT mg_is_ml_times_concentration CHECK (mg = ml * concentration),
    CONSTRAINT witness_is_another CHECK (witness IS NULL OR witness <> actor),
    CONSTRAINT witnessed CHECK (type NOT IN ('WASTE', 'ADJUST', 'LOSS', 'DESTROY') OR witness IS NOT NULL),
    CONSTRAINT moves_between_accounts CHECK ((from_kind, from_id) <> (to_kind, to_id)),
    CONSTRAINT reversed_once UNIQUE (clinic_id, reverses)
);
CREATE INDEX ledger_entry_session ON ledger_entry (clinic_id, session_id, number) WHERE session_id IS NOT NULL;
CREATE INDEX ledger_entry_container ON ledger_entry (clinic_id, container_id, number);
CREATE INDEX ledger_entry_lot ON ledger_entry (clinic_id, lot_id, number);
CALL ops.clinic_table('ledger_entry', 'SELECT, INSERT');

-- What is in each container and with each session, per container it came from. Kept by the trigger alone; the app may
-- only read it (and lock what it draws on).
CREATE TABLE ledger_balance (
    clinic_id    uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('CONTAINER', 'SESSION')),
    account_id   text NOT NULL,
    container_id uuid NOT NULL,
    ml           numeric(15, 6) NOT NULL,
    PRIMARY KEY (clinic_id, kind, account_id, container_id),
    CONSTRAINT balance_never_negative CHECK (ml >= 0)
);
CALL ops.clinic_table('ledger_balance', 'SELECT');

-- Runs as the tables' owner, for the clinic of the entry (row security holds for the owner too): balances move with
-- entries or not at all.
CREATE FUNCTION ledger_balances_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, public AS $$
BEGIN
    IF NEW.from_kind IN ('CONTAINER', 'SESSION') THEN
        INSERT INTO ledger_balance (clinic_id, kind, account_id, container_id, ml)
        VALUES (NEW.clinic_id, NEW.from_kind, NEW.from_id, NEW.container_id, 0)
        ON CONFLICT DO NOTHING;
        UPDATE ledger_balance SET ml = ml - NEW.ml
        WHERE clinic_id = NEW.clinic_id AND kind = NEW.from_kind AND account_id = NEW.from_id
          AND container_id = NEW.container_id;
    END IF;
    IF NEW.to_kind IN ('CONTAINER', 'SESSION') THEN
        INSERT INTO ledger_balance (clinic_id, kind, account_id, container_id, ml)
        VALUES (NEW.clinic_id, NEW.to_kind, NEW.to_id, NEW.container_id, NEW.ml)
        ON CONFLICT (clinic_id, kind, account_id, container_id) DO UPDATE SET ml = ledger_balance.ml + excluded.ml;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_balances_follow AFTER INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_balances_follow();

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a ledger entry is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

-- (8) A session with drug unaccounted for does not close, whoever asks.
CREATE FUNCTION session_closes_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'CLOSED' AND OLD.state <> 'CLOSED' AND EXISTS (
        SELECT 1 FROM ledger_balance
        WHERE clinic_id = NEW.clinic_id AND kind = 'SESSION' AND account_id = NEW.id::text AND ml <> 0) THEN
        RAISE EXCEPTION 'drug of the session is unaccounted for'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_closes_balanced';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER session_closes_balanced BEFORE UPDATE OF state ON session
    FOR EACH ROW EXECUTE FUNCTION session_closes_balanced();

-- What is drawn up for a session: from which containers, diluted to what, checked by a second person.
CREATE TABLE preparation (
    clinic_id     uuid NOT NULL,
    id            uuid NOT NULL,
    version       int  NOT NULL,
    session_id    uuid NOT NULL,
    order_id      uuid NOT NULL,
    order_hash    text NOT NULL,
    vial_concentration numeric(15, 6) NOT NULL CHECK (vial_concentration > 0),
    drawn_ml      numeric(15, 6) NOT NULL CHECK (drawn_ml > 0),
    diluent_ml    numeric(15, 6) NOT NULL CHECK (diluent_ml >= 0),
    labelled      numeric(15, 6) NOT NULL CHECK (labelled > 0),
    priming_ml    numeric(15, 6) NOT NULL CHECK (priming_ml >= 0),
    diluent       text NOT NULL CHECK (length(diluent) BETWEEN 1 AND 60),
    prepared_by   uuid NOT NULL,
    prepared_name text NOT NULL,
    prepared_at   timestamptz NOT NULL,
    beyond_use_at timestamptz NOT NULL,
    checked_by    uuid,
    checked_name  text,
    checked_at    timestamptz,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CHECK (checked_by IS NULL OR checked_by <> prepared_by),
    CHECK ((checked_by IS NULL) = (checked_at IS NULL))
);
CREATE INDEX preparation_session ON preparation (clinic_id, session_id);
CALL ops.clinic_table('preparation', 'SELECT, INSERT, UPDATE');

-- A difference between what the ledger says was given and what the pump gave, past the tolerance: explained and signed.
CREATE TABLE ledger_incident (
    clinic_id    uuid NOT NULL,
    id           uuid NOT NULL,
    session_id   uuid NOT NULL,
    difference_mg numeric(15, 6) NOT NULL,
    explanation  text NOT NULL CHECK (length(explanation) BETWEEN 3 AND 2000),
    signed_by    uuid NOT NULL,
    signer_name  text NOT NULL,
    second_by    uuid NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, session_id) REFERENCES session (clinic_id, id),
    CHECK (signed_by <> second_by)
);
CREATE INDEX ledger_incident_session ON ledger_incident (clinic_id, session_id);
CALL ops.clinic_table('ledger_incident', 'SELECT, INSERT');
