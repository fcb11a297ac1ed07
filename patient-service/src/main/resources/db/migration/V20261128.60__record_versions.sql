-- Every version of the records whose current state is replaced: what it was, since when, by whom, why. The database keeps
-- them itself, so that no way of writing forgets to. Written once.
CREATE TABLE record_version (
    clinic_id uuid  NOT NULL,
    id        uuid  NOT NULL,
    kind      text  NOT NULL,
    record_id uuid  NOT NULL,
    version   int   NOT NULL,
    content   jsonb NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT record_version_once UNIQUE (clinic_id, kind, record_id, version)
);
CALL ops.clinic_table('record_version', 'SELECT, INSERT');

CREATE FUNCTION version_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- A record older than this table has no version here yet.
        INSERT INTO record_version (clinic_id, id, kind, record_id, version, content)
        VALUES (OLD.clinic_id, uuidv7(), TG_TABLE_NAME, OLD.id, OLD.version, to_jsonb(OLD)) ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO record_version (clinic_id, id, kind, record_id, version, content)
    VALUES (NEW.clinic_id, uuidv7(), TG_TABLE_NAME, NEW.id, NEW.version, to_jsonb(NEW));
    RETURN NULL;
END $$;

-- Who changed it last, when and why; null where it was written before these columns were there.
ALTER TABLE clinic
    ADD COLUMN changed_at timestamptz, ADD COLUMN changed_by uuid, ADD COLUMN changed_by_name text,
    ADD COLUMN change_reason text CHECK (length(change_reason) BETWEEN 1 AND 500);
ALTER TABLE staff_member
    ADD COLUMN changed_at timestamptz, ADD COLUMN changed_by uuid, ADD COLUMN changed_by_name text,
    ADD COLUMN change_reason text CHECK (length(change_reason) BETWEEN 1 AND 500);
ALTER TABLE patient
    ADD COLUMN changed_by uuid, ADD COLUMN changed_by_name text,
    ADD COLUMN change_reason text CHECK (length(change_reason) BETWEEN 1 AND 500);

CREATE TRIGGER version_is_kept AFTER INSERT OR UPDATE ON clinic FOR EACH ROW EXECUTE FUNCTION version_is_kept();
CREATE TRIGGER version_is_kept AFTER INSERT OR UPDATE ON staff_member FOR EACH ROW EXECUTE FUNCTION version_is_kept();
CREATE TRIGGER version_is_kept AFTER INSERT OR UPDATE ON patient FOR EACH ROW EXECUTE FUNCTION version_is_kept();
