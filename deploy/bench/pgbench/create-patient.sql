-- One patient's row.
INSERT INTO patient (id, version, given_names, first_surname, second_surname, birth_date, sex_at_birth, language, registered_at, changed_at)
VALUES (uuidv7(), 0, 'Ana', 'Ejemplo', 'Primera', '1985-03-02', 'FEMALE', 'es', now(), now());
