-- More PHQ-9 to answer, each once: open for a week, with the work that ends it.
INSERT INTO assessment (clinic_id, id, version, patient_id, plan_key, calendar_row, code, kind, answered_by, anchor,
    opens_at, due_at, expires_at, state)
SELECT current_setting('bench.clinic')::uuid, numbered(n), 0, numbered(1 + n % current_setting('bench.answering')::bigint),
    'AD_HOC|' || numbered(n), 'AD_HOC', 'PHQ-9', 'INSTRUMENT', 'PATIENT', numbered(n)::text,
    now(), now(), now() + interval '7 days', 'OPEN'
FROM generate_series(current_setting('bench.first')::bigint, current_setting('bench.last')::bigint) AS n;

INSERT INTO due_work (clinic_id, id, kind, subject_id, due_at)
SELECT current_setting('bench.clinic')::uuid, numbered(n), 'ASSESSMENT_ENDS', numbered(n), now() + interval '7 days'
FROM generate_series(current_setting('bench.first')::bigint, current_setting('bench.last')::bigint) AS n;
