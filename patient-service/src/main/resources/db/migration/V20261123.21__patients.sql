CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE TABLE patient (
    clinic_id         uuid NOT NULL,
    id                uuid NOT NULL,
    version           int  NOT NULL,
    given_names       text NOT NULL CHECK (length(given_names) BETWEEN 1 AND 100),
    first_surname     text NOT NULL CHECK (length(first_surname) BETWEEN 1 AND 100),
    second_surname    text CHECK (length(second_surname) BETWEEN 1 AND 100),
    birth_date        date NOT NULL,
    sex_at_birth      text NOT NULL CHECK (sex_at_birth IN ('FEMALE', 'MALE', 'INTERSEX', 'UNKNOWN')),
    language          text NOT NULL CHECK (language IN ('es', 'en')),
    phone             text CHECK (phone ~ '^\+[0-9]{7,15}$'),
    email             text CHECK (length(email) <= 254),
    municipality_code text CHECK (municipality_code ~ '^[0-9]{5}$'),
    health_insurer    text CHECK (length(health_insurer) <= 100),
    died_on           date,
    registered_at     timestamptz NOT NULL,
    changed_at        timestamptz NOT NULL,
    registered_by     uuid NOT NULL,
    PRIMARY KEY (clinic_id, id)
);
CALL ops.clinic_table('patient', 'SELECT, INSERT, UPDATE');

CREATE TABLE patient_identifier (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    patient_id uuid NOT NULL,
    type       text NOT NULL,
    value      text NOT NULL CHECK (length(value) BETWEEN 1 AND 40),
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, patient_id) REFERENCES patient (clinic_id, id),
    CONSTRAINT patient_identifier_taken UNIQUE (clinic_id, type, value)
);
CREATE INDEX patient_identifier_patient ON patient_identifier (clinic_id, patient_id);
CALL ops.clinic_table('patient_identifier', 'SELECT, INSERT');

-- Names folded for search: lower case, no accents. Trigram operators are not leakproof, so under row security they
-- could not use an index; the function below reads this one table across it, for the current clinic only.
CREATE TABLE patient_name (
    clinic_id  uuid NOT NULL,
    id         uuid NOT NULL,
    folded     text NOT NULL,
    PRIMARY KEY (clinic_id, id),
    FOREIGN KEY (clinic_id, id) REFERENCES patient (clinic_id, id)
);
CREATE INDEX patient_name_search ON patient_name USING gin (clinic_id, folded gin_trgm_ops);
CALL ops.clinic_table('patient_name', 'SELECT, INSERT, UPDATE');
CREATE POLICY search ON patient_name FOR SELECT TO ${service}_search USING (true);
GRANT SELECT ON patient_name TO ${service}_search;

CREATE FUNCTION fold(name text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN lower(unaccent(name));

CREATE FUNCTION patient_name_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO patient_name (clinic_id, id, folded)
    VALUES (NEW.clinic_id, NEW.id, fold(concat_ws(' ', NEW.given_names, NEW.first_surname, NEW.second_surname)))
    ON CONFLICT (clinic_id, id) DO UPDATE SET folded = excluded.folded;
    RETURN NULL;
END $$;
CREATE TRIGGER patient_name_follows AFTER INSERT OR UPDATE OF given_names, first_surname, second_surname ON patient
    FOR EACH ROW EXECUTE FUNCTION patient_name_follows();

-- Ids of the current clinic's patients whose name contains every word asked for, best match first. At most 200.
CREATE FUNCTION patient_by_name(asked text, most int) RETURNS TABLE (id uuid, likeness real)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT n.id, word_similarity(fold(asked), n.folded)
    FROM patient_name n
    WHERE n.clinic_id = current_clinic()
      AND (n.folded LIKE ALL (SELECT '%' || replace(replace(replace(w, '\', '\\'), '%', '\%'), '_', '\_') || '%'
                              FROM unnest(string_to_array(trim(fold(asked)), ' ')) AS w WHERE w <> ''))
    ORDER BY 2 DESC, 1
    LIMIT least(most, 200)
$$;
CALL ops.search_function('patient_by_name(text, int)');
