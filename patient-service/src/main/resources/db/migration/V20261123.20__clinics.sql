CREATE TABLE clinic (
    clinic_id        uuid   NOT NULL,
    id               uuid   NOT NULL,
    version          int    NOT NULL,
    slug             text   NOT NULL CHECK (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
    name             text   NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    jurisdiction     text   NOT NULL CHECK (jurisdiction IN ('CO', 'US')),
    zone             text   NOT NULL,
    languages        text[] NOT NULL CHECK (cardinality(languages) > 0),
    altitude_metres  int    NOT NULL CHECK (altitude_metres BETWEEN -430 AND 5100),
    altitude_profile text   NOT NULL,
    created_at       timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, id),
    CHECK (id = clinic_id)
);
CREATE UNIQUE INDEX clinic_slug ON clinic (slug);
CALL ops.clinic_table('clinic', 'SELECT, INSERT, UPDATE');

CREATE TABLE staff_member (
    clinic_id               uuid   NOT NULL,
    id                      uuid   NOT NULL,
    version                 int    NOT NULL,
    subject                 uuid   NOT NULL,
    display_name            text   NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
    roles                   text[] NOT NULL CHECK (cardinality(roles) > 0),
    registration_number     text   CHECK (length(registration_number) BETWEEN 1 AND 40),
    registration_expires_on date,
    skills                  text[] NOT NULL,
    active                  boolean NOT NULL,
    PRIMARY KEY (clinic_id, id),
    UNIQUE (clinic_id, subject)
);
CALL ops.clinic_table('staff_member', 'SELECT, INSERT, UPDATE');
