-- The answers of a PHQ-9 with their total.
\set patient random(1, :answering)
\set first random(0, 1)
INSERT INTO answers (id, patient_id, code, items, score, band, occurred_at, recorded_at)
VALUES (uuidv7(), numbered(:patient), 'PHQ-9', '[' || :first || ',1,1,0,1,1,0,1,0]', :first + 5, 'MILD', now(), now());
