-- Search by part of a name, an identifier or a phone, and possible duplicates. Each is one function that reads across row
-- security, for the current clinic only, no more columns than it needs; none reads a whole clinic.
CREATE INDEX patient_identifier_search ON patient_identifier USING gin (clinic_id, value gin_trgm_ops);
CREATE INDEX patient_identifier_value ON patient_identifier (clinic_id, value);
CREATE POLICY search ON patient_identifier FOR SELECT TO ${service}_search USING (true);
GRANT SELECT (clinic_id, patient_id, type, value) ON patient_identifier TO ${service}_search;

CREATE INDEX patient_phone_search ON patient USING gin (clinic_id, phone gin_trgm_ops) WHERE phone IS NOT NULL;
CREATE INDEX patient_birth_date ON patient (clinic_id, birth_date);
CREATE POLICY search ON patient FOR SELECT TO ${service}_search USING (true);
GRANT SELECT (clinic_id, id, birth_date, phone) ON patient TO ${service}_search;

ALTER TABLE patient
    ADD COLUMN languages text[] CHECK (cardinality(languages) BETWEEN 1 AND 5),
    ADD COLUMN insurance_regime text CHECK (insurance_regime ~ '^[A-Z][A-Z_]{1,29}$');

-- A LIKE pattern for whatever contains the text.
CREATE FUNCTION containing(part text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '%' || replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_') || '%';

-- Ids of the current clinic's patients whose name contains every word asked for, best match first; where there is none,
-- those whose name comes near every word. At most 200. The longest word picks the rows by index, the others sift them; one
-- of less than three characters has nothing to look up within a name, and counts at the beginning of one.
CREATE OR REPLACE FUNCTION patient_by_name(asked text, most int) RETURNS TABLE (id uuid, likeness real)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    SET pg_trgm.word_similarity_threshold = 0.45 AS $$
#variable_conflict use_column
DECLARE
    sought  text   := trim(regexp_replace(fold(asked), '\s+', ' ', 'g'));
    words   text[] := string_to_array(sought, ' ');
    longest text   := (SELECT w FROM unnest(words) w ORDER BY length(w) DESC, w LIMIT 1);
    pattern text   := containing(longest);
    begins  text   := substr(pattern, 2);
    others  text[] := ARRAY(SELECT containing(w) FROM unnest(words) w);
BEGIN
    IF length(longest) < 3 THEN
        RETURN QUERY
            SELECT n.id, word_similarity(sought, n.folded) FROM patient_name n
            WHERE n.clinic_id = current_clinic() AND (n.folded LIKE begins OR n.folded LIKE '% ' || begins)
              AND n.folded LIKE ALL (others)
            ORDER BY 2 DESC, 1 LIMIT least(most, 200);
        RETURN;
    END IF;
    RETURN QUERY
        SELECT n.id, word_similarity(sought, n.folded) FROM patient_name n
        WHERE n.clinic_id = current_clinic() AND n.folded LIKE pattern AND n.folded LIKE ALL (others)
        ORDER BY 2 DESC, 1 LIMIT least(most, 200);
    IF NOT FOUND AND length(longest) >= 4 THEN
        RETURN QUERY
            SELECT n.id, word_similarity(sought, n.folded) FROM patient_name n
            WHERE n.clinic_id = current_clinic() AND n.folded %> longest
              AND NOT EXISTS (SELECT 1 FROM unnest(words) w WHERE word_similarity(w, n.folded) < 0.45)
            ORDER BY 2 DESC, 1 LIMIT least(most, 200);
    END IF;
END $$;

-- By part of an identifier's value, as it is stored: upper case, without dots and hyphens. The whole value comes first.
CREATE FUNCTION patient_by_identifier(asked text, most int) RETURNS TABLE (id uuid, likeness real)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
    sought  text := upper(regexp_replace(asked, '[\s.-]', '', 'g'));
    pattern text := containing(sought);
BEGIN
    RETURN QUERY
        SELECT i.patient_id, max(length(sought)::real / length(i.value))::real FROM patient_identifier i
        WHERE i.clinic_id = current_clinic() AND i.value LIKE pattern
        GROUP BY i.patient_id ORDER BY 2 DESC, 1 LIMIT least(most, 200);
END $$;

-- By part of a phone number; anything but digits is left out.
CREATE FUNCTION patient_by_phone(asked text, most int) RETURNS TABLE (id uuid, likeness real)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
    sought  text := regexp_replace(asked, '[^0-9]', '', 'g');
    pattern text := containing(sought);
BEGIN
    RETURN QUERY
        SELECT p.id, (length(sought)::real / length(p.phone))::real FROM patient p
        WHERE p.clinic_id = current_clinic() AND p.phone IS NOT NULL AND p.phone LIKE pattern
        ORDER BY 2 DESC, 1 LIMIT least(most, 200);
END $$;

-- Patients who may be the same person: a shared identifier of whatever type, a like name born on the same day or on one
-- that a slip of the pen makes of it (day and month swapped, a digit of the day or year off), or almost the same name
-- whatever the day. The order of the names does not count. Each of the three ways looks at 500 at most, and these are
-- looked up one by one: a join that reads whole tables is never worth it here.
CREATE FUNCTION patient_duplicates(asked text, born date, documents text[], most int)
    RETURNS TABLE (id uuid, likeness real, same_birth_date boolean, near_birth_date boolean, same_identifier boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    SET pg_trgm.similarity_threshold = 0.8 SET enable_hashjoin = off SET enable_mergejoin = off
    SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
    sought text   := trim(regexp_replace(fold(asked), '\s+', ' ', 'g'));
    slips  date[] := ARRAY[born - 1, born + 1, born - 10, born + 10, (born - interval '1 year')::date,
        (born + interval '1 year')::date, (born - interval '10 years')::date, (born + interval '10 years')::date]
        || CASE WHEN extract(day FROM born) <= 12
            THEN ARRAY[make_date(extract(year FROM born)::int, extract(day FROM born)::int, extract(month FROM born)::int)]
            ELSE ARRAY[]::date[] END;
    days   date[] := slips || born;
    owners uuid[] := ARRAY(SELECT i.patient_id FROM patient_identifier i
        WHERE i.clinic_id = current_clinic() AND i.value = ANY (documents) LIMIT 500);
BEGIN
    RETURN QUERY
        WITH candidate AS (
            (SELECT p.id FROM patient p WHERE p.clinic_id = current_clinic() AND p.birth_date = ANY (days) LIMIT 500)
            UNION
            (SELECT o FROM unnest(owners) o)
            UNION
            (SELECT n.id FROM patient_name n WHERE n.clinic_id = current_clinic() AND n.folded % sought LIMIT 500)),
        compared AS (
            SELECT c.id, similarity(n.folded, sought) AS alike, p.birth_date = born AS same_day,
                p.birth_date <> born AND p.birth_date = ANY (slips) AS near_day,
                c.id = ANY (owners) AS same_document
            FROM candidate c
            JOIN patient_name n ON n.clinic_id = current_clinic() AND n.id = c.id
            JOIN patient p ON p.clinic_id = current_clinic() AND p.id = c.id)
        SELECT d.id, d.alike, d.same_day, d.near_day, d.same_document FROM compared d
        WHERE d.same_document OR d.same_day AND d.alike >= 0.4 OR d.near_day AND d.alike >= 0.6 OR d.alike >= 0.8
        ORDER BY d.same_document DESC, d.same_day DESC, d.alike DESC, d.id LIMIT least(most, 50);
END $$;

CALL ops.search_function('patient_by_identifier(text, int)');
CALL ops.search_function('patient_by_phone(text, int)');
CALL ops.search_function('patient_duplicates(text, date, text[], int)');
