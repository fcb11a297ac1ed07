-- Runs after every migration, also where there was nothing to migrate: readings have their months ready, this one and three
-- ahead: every read of a session looks into each of them.
-- A month whose first readings came before it had a partition stays in the default one.
DO $$
DECLARE
    month date := date_trunc('month', now() AT TIME ZONE 'UTC');
    name  text;
BEGIN
    FOR i IN 0..3 LOOP
        name := 'observation_' || to_char(month, 'YYYY_MM');
        IF to_regclass('public.' || name) IS NULL THEN
            BEGIN
                EXECUTE format('CREATE TABLE %I PARTITION OF observation FOR VALUES FROM (%L) TO (%L)',
                    name, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
                CALL ops.clinic_table(name::regclass, 'SELECT, INSERT');
            EXCEPTION WHEN check_violation THEN
                RAISE NOTICE 'readings of % stay in the default partition', month;
            END;
        END IF;
        month := month + interval '1 month';
    END LOOP;
END $$;
