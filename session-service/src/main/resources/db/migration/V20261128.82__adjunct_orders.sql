-- On whose word an adjunct drug was given; a verbal order is signed afterwards by who gave it. Rescue drugs need no word.
ALTER TABLE drug_given ADD COLUMN authority text CHECK (authority IN ('STANDING_ORDER', 'PRESCRIBER_ORDER', 'VERBAL_ORDER'));
ALTER TABLE drug_given ADD COLUMN ordered_by uuid;
ALTER TABLE drug_given ADD COLUMN countersign_by timestamptz;
ALTER TABLE drug_given ADD CONSTRAINT verbal_order_names_who_gave_it
    CHECK (authority <> 'VERBAL_ORDER' OR (ordered_by IS NOT NULL AND countersign_by IS NOT NULL));

CREATE TABLE drug_countersignature (
    clinic_id uuid        NOT NULL,
    drug_id   uuid        NOT NULL,
    person    uuid        NOT NULL,
    name      text        NOT NULL,
    signed_at timestamptz NOT NULL,
    PRIMARY KEY (clinic_id, drug_id),
    FOREIGN KEY (clinic_id, drug_id) REFERENCES drug_given (clinic_id, id)
);
CALL ops.clinic_table('drug_countersignature', 'SELECT, INSERT');
