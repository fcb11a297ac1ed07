package org.paincare.patient;

/** What a line of text is, wherever one is taken: names, places, reasons. */
public final class PlainLine {

    /** Nothing that a reader sees: spaces of every width, controls, marks of direction, joiners alone. */
    private static final String INVISIBLE =
            "\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff";

    /** Controls, ends of lines, and what turns the direction of all that follows: it makes one name look like another. */
    private static final String FORBIDDEN =
            "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";

    /** At least one character that is seen, and none of those; joiners, which some scripts need, may stand between. */
    public static final String REGEX = "(?=.*[^" + INVISIBLE + "])[^" + FORBIDDEN + "]*+";

    private PlainLine() {}
}
