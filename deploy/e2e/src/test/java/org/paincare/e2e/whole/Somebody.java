package org.paincare.e2e.whole;

import java.util.List;
import java.util.Map;

/** An invented person, as {@code POST /v1/patients} takes one. Without documents, whose numbers only one may have. */
public final class Somebody {

    private Somebody() {}

    public static Map<String, Object> named(String givenNames) {
        return named(givenNames, "Primera");
    }

    public static Map<String, Object> named(String givenNames, String secondSurname) {
        return Map.of(
                "givenNames",
                givenNames,
                "firstSurname",
                "Ficticia",
                "secondSurname",
                secondSurname,
                "birthDate",
                "1985-03-02",
                "sexAtBirth",
                "FEMALE",
                "language",
                "es",
                "identifiers",
                List.of());
    }
}
