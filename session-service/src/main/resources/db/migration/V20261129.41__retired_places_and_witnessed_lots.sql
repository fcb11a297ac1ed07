-- A chair or monitor goes out of use for good: its name may be given to another, its bookings stay until they are moved.
ALTER TABLE chair DROP CONSTRAINT chair_name;
CREATE UNIQUE INDEX chair_name ON chair (clinic_id, name) WHERE active;
ALTER TABLE chair ADD COLUMN retired_at timestamptz;
ALTER TABLE chair ADD COLUMN retired_by uuid;
ALTER TABLE chair ADD COLUMN retired_reason text CHECK (length(retired_reason) BETWEEN 3 AND 500);
ALTER TABLE chair ADD CONSTRAINT chair_retired_by_somebody
    CHECK (active OR retired_at IS NULL OR (retired_by IS NOT NULL AND retired_reason IS NOT NULL));

ALTER TABLE monitor DROP CONSTRAINT monitor_name;
CREATE UNIQUE INDEX monitor_name ON monitor (clinic_id, name) WHERE active;
ALTER TABLE monitor ADD COLUMN retired_at timestamptz;
ALTER TABLE monitor ADD COLUMN retired_by uuid;
ALTER TABLE monitor ADD COLUMN retired_reason text CHECK (length(retired_reason) BETWEEN 3 AND 500);
ALTER TABLE monitor ADD CONSTRAINT monitor_retired_by_somebody
    CHECK (active OR retired_at IS NULL OR (retired_by IS NOT NULL AND retired_reason IS NOT NULL));

-- Who saw a lot come in beside the one who received it (reference 4, Lot). Lots before this have nobody.
ALTER TABLE lot ADD COLUMN witness uuid;
ALTER TABLE lot ADD COLUMN witness_name text;
ALTER TABLE lot ADD COLUMN witness_signature uuid;
ALTER TABLE lot ADD CONSTRAINT lot_witness_signature FOREIGN KEY (clinic_id, witness_signature)
    REFERENCES signature (clinic_id, id);
ALTER TABLE lot ADD CONSTRAINT witness_signs_one_lot UNIQUE (clinic_id, witness_signature);
ALTER TABLE lot ADD CONSTRAINT lot_witness_is_another
    CHECK ((witness IS NULL) = (witness_signature IS NULL) AND (witness IS NULL OR witness <> received_by));
