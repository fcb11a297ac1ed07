package org.paincare.e2e.history;

/** The writes whose effects can be counted afterwards by a mark that each of them carries. */
public enum Kind {
    /** {@code POST /v1/patients}; the mark is the given name. */
    PATIENT,
    /** {@code PUT /v1/patients/{id}} with If-Match; the mark is the second surname. */
    DEMOGRAPHICS,
    /** {@code POST /v1/patients/{id}/facts}; the mark is patient and time of observation. */
    FACT,
    /** {@code PUT /v1/clinics/{id}/staff/{id}}; the mark is the display name. */
    STAFF,
    /** {@code POST /v1/clinics/{id}/chairs}; the mark is the chair's name. */
    CHAIR,
    /** {@code PUT /v1/patients/{id}/diary-days/{day}}; the mark is patient and day. */
    DIARY_DAY
}
