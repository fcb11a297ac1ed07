package org.paincare.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A sentence for people in the two languages of the product. Neither may be blank. */
public record Text(
        @JsonProperty("en") String en, @JsonProperty("es") String es) {

    public Text {
        if (en.isBlank() || es.isBlank()) {
            throw new IllegalArgumentException("a text needs both languages");
        }
    }

    /** Spanish for any Spanish locale, else English. */
    public String in(Locale locale) {
        return "es".equals(locale.getLanguage()) ? es : en;
    }
}
