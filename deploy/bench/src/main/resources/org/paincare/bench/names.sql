-- Ids that follow from a number, and invented names: 64 given names, 1,024 surnames, evenly spread.
CREATE OR REPLACE FUNCTION numbered(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ('b0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;

CREATE OR REPLACE FUNCTION numbered_given_name(n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN initcap((ARRAY['al', 'be', 'cla', 'do', 'es', 'fe', 'ga', 'hu'])[1 + n % 8]
        || (ARRAY['dina', 'rico', 'mira', 'nesto', 'rela', 'sindo', 'tila', 'vina'])[1 + n / 8 % 8]);

CREATE OR REPLACE FUNCTION numbered_surname(n bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN initcap((ARRAY['ba', 'ce', 'di', 'fo', 'gu', 'ja', 'le', 'mi'])[1 + n % 8]
        || (ARRAY['rran', 'stel', 'lvi', 'mpo', 'nca', 'que', 'rdo', 'zue'])[1 + n / 8 % 8]
        || (ARRAY['bal', 'cor', 'dez', 'gil', 'hur', 'jas', 'lon', 'mar', 'nes', 'pol', 'ros', 'sal', 'tor', 'vas', 'yes', 'zan'])[1 + n / 64 % 16]);
