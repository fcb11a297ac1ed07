-- Runs after every migration, also where there was nothing to migrate: the event log has its months ready two years ahead.
DO $$
DECLARE
    month date := date_trunc('month', now() AT TIME ZONE 'UTC');
    name  text;
BEGIN
    FOR i IN 0..24 LOOP
        name := 'event_log_' || to_char(month, 'YYYY_MM');
        IF to_regclass('public.' || name) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF event_log FOR VALUES FROM (%L) TO (%L)',
                name, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
            CALL ops.clinic_table(name::regclass, 'SELECT');
        END IF;
        month := month + interval '1 month';
    END LOOP;
END $$;
