-- What the replicas of the gateway have left to share of each quota: the time at which a partition's part is whole again, in
-- microseconds of this database's clock, which is the one clock all of them have. Who or what is counted is not told: a
-- bucket is a hash. Of no clinic, for minutes, and of no use after a crash.
CREATE UNLOGGED TABLE limit_pool (
    bucket   uuid   PRIMARY KEY,
    whole_at bigint NOT NULL
);
CREATE INDEX limit_pool_whole ON limit_pool (whole_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON limit_pool TO ${service}_app;

-- Takes as many requests as are left, at most those wished; one comes back after each interval until all are there.
CREATE FUNCTION limit_lease(wanted uuid, wished int, every bigint, whole bigint) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    moment   bigint := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
    debt     bigint;
    granted  int;
BEGIN
    INSERT INTO limit_pool VALUES (wanted, moment) ON CONFLICT DO NOTHING;
    SELECT greatest(whole_at - moment, 0) INTO debt FROM limit_pool WHERE bucket = wanted FOR UPDATE;
    IF debt IS NULL THEN
        -- Forgotten by another replica at this moment: there is a next time.
        RETURN 0;
    END IF;
    granted := least(wished, (whole - least(debt, whole)) / every);
    UPDATE limit_pool SET whole_at = moment + debt + granted * every WHERE bucket = wanted;
    RETURN granted;
END $$;
REVOKE ALL ON FUNCTION limit_lease FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_lease TO ${service}_app;
