-- Programs that a clinic has let in. Nothing is overwritten: a change is another version.
CREATE TABLE api_client (
    clinic_id     uuid        NOT NULL,
    id            uuid        NOT NULL DEFAULT uuidv7(),
    client_id     text        NOT NULL CHECK (client_id ~ '^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}$'),
    registered_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CONSTRAINT api_client_once UNIQUE (clinic_id, client_id)
);
CALL ops.clinic_table('api_client', 'SELECT, INSERT');

CREATE TABLE api_client_version (
    clinic_id     uuid        NOT NULL,
    api_client    uuid        NOT NULL,
    version       int         NOT NULL CHECK (version > 0),
    name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    contact_name  text        NOT NULL CHECK (length(contact_name) BETWEEN 1 AND 120),
    contact_email text        NOT NULL CHECK (length(contact_email) BETWEEN 3 AND 254),
    scopes        text[]      NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 50),
    origins       text[]      NOT NULL CHECK (cardinality(origins) <= 20),
    rate_class    text        NOT NULL CHECK (rate_class IN ('LOW', 'STANDARD', 'HIGH')),
    monthly_quota bigint      CHECK (monthly_quota BETWEEN 1 AND 1000000000),
    status        text        NOT NULL CHECK (status IN ('ACTIVE', 'SUSPENDED', 'REVOKED')),
    reason        text        CHECK (length(reason) BETWEEN 1 AND 500),
    changed_at    timestamptz NOT NULL,
    changed_by    uuid,
    PRIMARY KEY (clinic_id, api_client, version),
    FOREIGN KEY (clinic_id, api_client) REFERENCES api_client (clinic_id, id),
    CHECK (status = 'ACTIVE' OR reason IS NOT NULL)
);
CALL ops.clinic_table('api_client_version', 'SELECT, INSERT');

-- Revoked is for good, and versions have no gaps: whatever the program does.
CREATE FUNCTION api_client_version_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    SELECT version, status INTO last FROM api_client_version
     WHERE clinic_id = NEW.clinic_id AND api_client = NEW.api_client ORDER BY version DESC LIMIT 1;
    IF NEW.version > coalesce(last.version, 0) + 1 THEN
        RAISE EXCEPTION 'version % leaves a gap', NEW.version;
    ELSIF last.status = 'REVOKED' AND NEW.version > last.version THEN
        RAISE EXCEPTION 'a revoked client does not change';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER follows BEFORE INSERT ON api_client_version FOR EACH ROW EXECUTE FUNCTION api_client_version_follows();

-- What each process of the gateway has counted on a day by UTC, up to its last flush: an absolute number, so that a flush
-- sent twice counts once.
CREATE TABLE api_usage (
    clinic_id    uuid   NOT NULL,
    api_client   uuid   NOT NULL,
    day          date   NOT NULL,
    lane         text   NOT NULL CHECK (lane IN ('NORMAL', 'BEDSIDE', 'STREAM')),
    status_class int    NOT NULL CHECK (status_class BETWEEN 1 AND 5),
    process      uuid   NOT NULL,
    requests     bigint NOT NULL CHECK (requests > 0),
    PRIMARY KEY (clinic_id, api_client, day, lane, status_class, process),
    FOREIGN KEY (clinic_id, api_client) REFERENCES api_client (clinic_id, id)
);
CALL ops.clinic_table('api_usage', 'SELECT, INSERT, UPDATE');

-- Every process holds the registry of all clinics in memory; this role reads that and nothing else, and writes nothing.
CREATE POLICY registry ON api_client FOR SELECT TO ${service}_ops USING (true);
CREATE POLICY registry ON api_client_version FOR SELECT TO ${service}_ops USING (true);
CREATE POLICY registry ON api_usage FOR SELECT TO ${service}_ops USING (true);
GRANT SELECT ON api_client, api_client_version, api_usage TO ${service}_ops;
