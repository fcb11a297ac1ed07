-- A patient by id.
\set patient random(1, :patients)
SELECT * FROM patient WHERE id = numbered(:patient);
