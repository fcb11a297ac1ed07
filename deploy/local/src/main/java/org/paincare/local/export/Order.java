package org.paincare.local.export;

import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paincare.testing.local.CannotStart;

/**
 * Why a clinic's record is taken out, in words that stay with it and in the clinic's audit.
 *
 * @param basis    what makes it lawful
 * @param document the number of the paper that says so: a contract, a request, an order
 * @param by       who of the clinic, or which authority, asked for it
 */
public record Order(UUID clinic, Basis basis, String document, String by) {

    /** What makes it lawful to hand out a whole clinic's record. Patients' own consents do not, and none is asked for it. */
    public enum Basis {
        /** The clinic keeps its own record elsewhere from now on: it decides over it, we only process it. */
        CLINIC_MOVES,
        /** The clinic closes, and whoever keeps its record for the time of retention takes it. */
        CLINIC_CLOSES,
        /** A copy for the clinic itself. */
        CLINIC_COPY,
        /** An authority ordered it. */
        AUTHORITY
    }

    /** Short, and nothing that could be more than a number and a name. */
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ./_-]{2,79}");

    public Order {
        if (!WORDS.matcher(document).matches() || !WORDS.matcher(by).matches()) {
            throw new CannotStart("The document and who ordered it are 3 to 80 letters, digits, spaces and . / _ -");
        }
    }

    /** @throws CannotStart with the choice there is */
    public static Order of(String clinic, String basis, String document, String by) {
        try {
            return new Order(UUID.fromString(clinic), Basis.valueOf(basis), document, by);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(
                    "An export names the clinic's id and one basis of "
                            + Arrays.stream(Basis.values()).map(Basis::name).collect(Collectors.joining(", ")) + ".",
                    e);
        }
    }

    String reason() {
        return basis + " " + document + ", " + by;
    }
}
