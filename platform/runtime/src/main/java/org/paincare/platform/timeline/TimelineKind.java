package org.paincare.platform.timeline;

import org.paincare.platform.Text;

/**
 * One kind of thing that a service puts on the timeline of a patient.
 *
 * @param kind     UPPER_SNAKE, of one service alone
 * @param resource row of the permission matrix that a reader needs, and {@code action} its verb; without it the kind is not
 *                 listed
 * @param staff    whether it is left out for a caller who reads their own record
 * @param title    words; {@code {}} stands for the item's detail
 * @param link     address of the resource; {@code {patient}}, {@code {item}}, {@code {parent}} and {@code {detail}} stand
 *                 for what the row says
 * @param rows     a SELECT of item, parent, detail, occurred_at, recorded_at, by_id, by_name and version whose two
 *                 parameters are the clinic and every id of the person
 */
public record TimelineKind(
        String kind, String resource, String action, boolean staff, Text title, String link, String rows) {

    public TimelineKind {
        if (!kind.matches("[A-Z][A-Z0-9_]{1,40}") || !link.startsWith("/v1/")) {
            throw new IllegalArgumentException(kind + ": a kind has an UPPER_SNAKE name and an address");
        }
        if (rows.chars().filter(character -> character == '?').count() != 2) {
            throw new IllegalArgumentException(kind + ": rows are those of a clinic and a person");
        }
    }

    /** A kind that whoever may read the resource sees, a patient too. */
    public static TimelineKind of(
            String kind, String resource, String action, String en, String es, String link, String rows) {
        return new TimelineKind(kind, resource, action, false, new Text(en, es), link, rows);
    }

    /** A kind for staff alone. */
    public static TimelineKind forStaff(
            String kind, String resource, String action, String en, String es, String link, String rows) {
        return new TimelineKind(kind, resource, action, true, new Text(en, es), link, rows);
    }

    Text title(String detail) {
        return new Text(
                title.en().replace("{}", detail).strip(),
                title.es().replace("{}", detail).strip());
    }
}
