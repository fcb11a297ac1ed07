package org.paincare.outcome.instrument;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Locale;

/** Instruments as a person fills them in: with the words that ship, or those of the clinic. */
@ApplicationScoped
public class InstrumentForms {

    private final Instruments instruments;
    private final InstrumentTexts texts;

    InstrumentForms(Instruments instruments, InstrumentTexts texts) {
        this.instruments = instruments;
        this.texts = texts;
    }

    @Transactional
    public InstrumentJson.Full of(String id, Locale language) {
        var instrument = instruments.required(id);
        return InstrumentJson.full(
                instrument, texts.of(instrument, language.getLanguage()).orElse(null), language);
    }
}
