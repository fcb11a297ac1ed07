-- Whether the clinic works with this installation, as patient-service tells it; told by no event yet, it does.
ALTER TABLE known_clinic ADD COLUMN state text NOT NULL DEFAULT 'ACTIVE' CHECK (state ~ '^[A-Z][A-Z_]{2,40}$');
