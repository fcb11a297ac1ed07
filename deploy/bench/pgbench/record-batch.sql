-- Twenty readings of one running infusion in one statement.
\set session random(1, :infusing)
INSERT INTO observation (id, session_id, patient_id, source, sbp, dbp, hr, rr, spo2, observed_at, received_at)
SELECT uuidv7(), numbered(:session), numbered(:session), 'DEVICE', 126, 80, 76, 14, 93, now() - second * interval '1 s', now()
FROM generate_series(1, 20) AS second;
