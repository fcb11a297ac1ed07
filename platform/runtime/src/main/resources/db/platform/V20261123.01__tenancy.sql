-- Row security for every clinic table, in one place. A test reads pg_catalog and fails for a table without it.
CREATE SCHEMA ref;
CREATE SCHEMA ops;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ${service}_app, ${service}_relay, ${service}_due, ${service}_audit, ${service}_sealer,
    ${service}_ops, ${service}_search;
GRANT USAGE ON SCHEMA ref TO ${service}_app;
GRANT USAGE ON SCHEMA ops TO ${service}_sealer, ${service}_relay, ${service}_due, ${service}_ops;

-- The clinic of the transaction under way; null, which no row equals, where none was set.
CREATE FUNCTION current_clinic() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.clinic', true), '')::uuid;

-- Puts a table under row security and grants the app role just what is named. Nothing clinical is deleted, so DELETE
-- is only ever granted on mechanism (keys that expire, due work).
CREATE PROCEDURE ops.clinic_table(target regclass, app_may text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY clinic ON %s USING (clinic_id = current_clinic()) WITH CHECK (clinic_id = current_clinic())', target);
    EXECUTE format('GRANT %s ON %s TO ${service}_app', app_may, target);
END $$;

-- Hands a SECURITY DEFINER function to the role that may look across row security inside it, and lets the app call it.
-- The function takes the clinic from current_clinic(), never from an argument, and pins its search_path.
CREATE PROCEDURE ops.search_function(target regprocedure) LANGUAGE plpgsql AS $$
BEGIN
    GRANT CREATE ON SCHEMA public TO ${service}_search;
    EXECUTE format('ALTER FUNCTION %s OWNER TO ${service}_search', target);
    REVOKE CREATE ON SCHEMA public FROM ${service}_search;
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', target);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ${service}_app', target);
END $$;
