package org.paincare.gateway.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One scope in the grammar of SMART App Launch 2: whose data, which kind of resource, what may be done, such as
 * {@code patient/*.rs}, {@code user/Session.cruds}, {@code system/Observation.c}. The letters stand in the order c r u d s,
 * each once; the older {@code .read} and {@code .write} and restrictions after {@code ?} are not understood, and what is not
 * understood allows nothing.
 */
record Scope(Whose whose, String resource, Set<Deed> deeds) {

    static final String ANY = "*";

    private static final Pattern GRAMMAR =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]{0,63})\\.(?=.)(c?r?u?d?s?)");

    /** In whose name. */
    enum Whose {
        /** About one patient. */
        PATIENT,
        /** What the person who is logged in may reach. */
        USER,
        /** A program by itself. */
        SYSTEM
    }

    /** What is done to a resource. */
    enum Deed {
        CREATE,
        READ,
        UPDATE,
        DELETE,
        SEARCH;

        char letter() {
            return Character.toLowerCase(name().charAt(0));
        }
    }

    Scope {
        deeds = Set.copyOf(deeds);
    }

    static Optional<Scope> parse(String text) {
        Matcher scope = GRAMMAR.matcher(text);
        if (!scope.matches()) {
            return Optional.empty();
        }
        var deeds = EnumSet.noneOf(Deed.class);
        for (Deed deed : Deed.values()) {
            if (scope.group(3).indexOf(deed.letter()) >= 0) {
                deeds.add(deed);
            }
        }
        return Optional.of(new Scope(Whose.valueOf(scope.group(1).toUpperCase(Locale.ROOT)), scope.group(2), deeds));
    }

    boolean covers(String kind, Deed deed) {
        return (resource.equals(ANY) || resource.equals(kind)) && deeds.contains(deed);
    }
}
