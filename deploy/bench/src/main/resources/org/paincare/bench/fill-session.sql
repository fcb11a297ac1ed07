-- From the one session that was booked over HTTP: running infusions, to write to, and closed sessions, to read.
INSERT INTO session
SELECT (jsonb_populate_record(booked, jsonb_build_object('id', numbered(n), 'patient_id', numbered(n), 'state', 'INFUSING',
    'started_at', now() - interval '10 minutes', 'entered_at', now() - interval '10 minutes'))).*
FROM session AS booked, generate_series(1, current_setting('bench.infusing')::bigint) AS n
WHERE booked.id = current_setting('bench.booked')::uuid;

INSERT INTO session_baseline (clinic_id, session_id, sign, value, observed_at)
SELECT current_setting('bench.clinic')::uuid, numbered(n), sign, value, now() - interval '20 minutes'
FROM generate_series(1, current_setting('bench.infusing')::bigint) AS n,
    (VALUES ('SBP', 124), ('DBP', 78), ('HR', 72), ('RR', 14), ('SPO2', 93)) AS measured (sign, value);

INSERT INTO session
SELECT (jsonb_populate_record(booked, jsonb_build_object('id', numbered(1000000 + n), 'patient_id', numbered(n),
    'state', 'CLOSED', 'started_at', now() - interval '1 day', 'stopped_at', now() - interval '22 hours',
    'infusion_outcome', 'COMPLETED_INFUSION'))).*
FROM session AS booked, generate_series(1, current_setting('bench.closed')::bigint) AS n
WHERE booked.id = current_setting('bench.booked')::uuid;

INSERT INTO observation (clinic_id, id, session_id, patient_id, source, person, device, before_drug, late, on_oxygen,
    flat_capnograph, sbp, dbp, hr, rr, spo2, critical, findings, observed_at, received_at)
SELECT current_setting('bench.clinic')::uuid, numbered(n), numbered(1000001 + n % closed), numbered(1 + n % closed), 'DEVICE',
    current_setting('bench.clinic')::uuid, 'bench', false, false, false, false, 126, 80, 76, 14, 93, 0, '[]',
    now() - interval '1 day' + n / closed * interval '5 s', now() - interval '1 day' + n / closed * interval '5 s'
FROM generate_series(1, current_setting('bench.observations')::bigint) AS n,
    (SELECT current_setting('bench.closed')::bigint AS closed) AS size;
