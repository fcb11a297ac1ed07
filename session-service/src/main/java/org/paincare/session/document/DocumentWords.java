package org.paincare.session.document;

import static org.paincare.session.reference.DataFiles.require;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.paincare.session.reference.DataFiles;
import org.paincare.session.reference.Source;
import org.paincare.session.reference.Text;
import org.paincare.session.reference.Version;

/**
 * One version of {@code paper/documents.yaml}.
 *
 * @param emergencySetting clinic setting that names another number than the jurisdiction's
 */
record DocumentWords(
        Version version,
        Source source,
        String emergencySetting,
        Map<String, String> emergencyNumbers,
        Map<Word, Text> words,
        List<Text> instructions) {

    enum Word {
        PATIENT,
        SESSION,
        AT,
        ORDER_LABEL,
        CONCENTRATION,
        DOSE,
        VOLUME,
        RATE,
        EACH_SPRAY,
        AT_ONE_USE,
        BETWEEN_USES,
        SPRAYS_IN_A_DAY,
        SPRAYS_IN_A_WEEK,
        WEIGHT,
        PREPARED,
        NOT_PREPARED,
        CHECKED,
        NOT_CHECKED,
        BEYOND_USE,
        VIALS,
        SIGNED_BY,
        BY_WORD,
        HEARD_BY,
        REGISTRATION,
        NO_REGISTRATION,
        SIGNED_HASH,
        DRAFT,
        NOTE,
        STATE,
        STARTED,
        STOPPED,
        GIVEN,
        ADVERSE_EVENTS,
        NONE,
        ADDENDUM,
        INSTRUCTIONS,
        ESCORT,
        EMERGENCY
    }

    DocumentWords {
        require(words.keySet().equals(EnumSet.allOf(Word.class)), "every word is there");
        require(!instructions.isEmpty(), "no instructions");
        words = new EnumMap<>(words);
        instructions = List.copyOf(instructions);
        emergencyNumbers = Map.copyOf(emergencyNumbers);
    }

    static DocumentWords builtIn() {
        return DataFiles.builtIn("paper/documents.yaml", DocumentWords.class);
    }
}
