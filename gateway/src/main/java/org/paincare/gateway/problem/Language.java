package org.paincare.gateway.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages the gateway speaks. */
public enum Language {
    EN,
    ES;

    /**
     * Chooses by Accept-Language (RFC 9110, 12.5.4): the highest weight of a language we speak, the first of equals,
     * English where none fits or the header is nonsense.
     */
    public static Language accepted(@Nullable String header) {
        if (header == null || header.length() > 256) {
            return EN;
        }
        Language best = EN;
        double bestWeight = 0;
        for (String part : header.toLowerCase(Locale.ROOT).split(",")) {
            String range = part.strip();
            int semicolon = range.indexOf(';');
            String tag = semicolon < 0 ? range : range.substring(0, semicolon).strip();
            double weight =
                    semicolon < 0 ? 1 : weight(range.substring(semicolon + 1).strip());
            boolean spanish = tag.equals("es") || tag.startsWith("es-");
            boolean english = tag.equals("en") || tag.startsWith("en-") || tag.equals("*");
            if ((spanish || english) && weight > bestWeight) {
                best = spanish ? ES : EN;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static double weight(String parameter) {
        try {
            return parameter.startsWith("q=") ? Double.parseDouble(parameter.substring(2)) : 1;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
