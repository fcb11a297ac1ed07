package org.paincare.session.reference;

import java.util.Locale;
import java.util.Map;

/** A sentence for people in both languages; {@code {name}} marks are filled by {@link #with}. */
public record Text(String es, String en) {

    public Text {
        if (es.isBlank() || en.isBlank()) {
            throw new InvalidData("a text needs both es and en");
        }
    }

    public String in(Locale locale) {
        return locale.getLanguage().equals("es") ? es : en;
    }

    public Text with(Map<String, String> values) {
        String filledEs = es;
        String filledEn = en;
        for (var value : values.entrySet()) {
            String mark = "{" + value.getKey() + "}";
            filledEs = filledEs.replace(mark, value.getValue());
            filledEn = filledEn.replace(mark, value.getValue());
        }
        return new Text(filledEs, filledEn);
    }
}
