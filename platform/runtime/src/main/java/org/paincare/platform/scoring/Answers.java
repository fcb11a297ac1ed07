package org.paincare.platform.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's answers, read item by item. Null and a left-out key are blank; 0 is an answer. What cannot be an answer to
 * its item is a violation, and the item then counts as blank for whoever still looks at it.
 */
final class Answers {

    private final Instrument instrument;
    private final Map<String, Fraction> values = new HashMap<>();
    private final Map<String, String> pointers = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<Score.Violation> violations = new ArrayList<>();

    private Answers(Instrument instrument) {
        this.instrument = instrument;
    }

    /** Throws {@link ScoringRefused} where the shape leaves open which answer belongs to which item. */
    static Answers read(Instrument instrument, @Nullable JsonNode items) {
        if (items == null || items.isNull() || items.isMissingNode()) {
            throw new ScoringRefused(
                    ScoringRefused.Reason.ITEMS_MISSING, "", "No items were sent.", "No se enviaron respuestas.");
        }
        var answers = new Answers(instrument);
        if (items.isArray() && !instrument.positional().isEmpty()) {
            answers.readList(instrument.positional(), items, "");
        } else if (items.isObject()) {
            items.properties().forEach(entry -> answers.readKey(entry.getKey(), entry.getValue()));
        } else {
            throw malformed("");
        }
        answers.fillAbsent();
        answers.checkContradictions();
        return answers;
    }

    @Nullable
    Fraction value(String item) {
        return values.get(item);
    }

    List<Score.Violation> violations() {
        return List.copyOf(violations);
    }

    private void readKey(String key, JsonNode node) {
        String pointer = "/" + key.replace("~", "~0").replace("/", "~1");
        List<String> group = instrument.groups().get(key);
        if (group != null) {
            if (!node.isNull()) {
                readList(group, node, pointer);
            }
        } else if (instrument.item(key).isPresent()) {
            readItem(key, node, pointer);
        } else {
            throw new ScoringRefused(
                    ScoringRefused.Reason.ITEM_UNKNOWN,
                    pointer,
                    "This instrument has no such item.",
                    "Este instrumento no tiene ese ítem.");
        }
    }

    private void readList(List<String> ids, JsonNode list, String pointer) {
        if (!list.isArray()) {
            throw malformed(pointer);
        }
        if (list.size() != ids.size()) {
            throw new ScoringRefused(
                    ScoringRefused.Reason.ITEM_COUNT_WRONG,
                    pointer,
                    "%d answers are expected (null for blank), %d were sent.".formatted(ids.size(), list.size()),
                    "Se esperan %d respuestas (null si está en blanco) y llegaron %d."
                            .formatted(ids.size(), list.size()));
        }
        for (int i = 0; i < ids.size(); i++) {
            readItem(ids.get(i), list.get(i), pointer + "/" + i);
        }
    }

    private void readItem(String id, JsonNode node, String pointer) {
        if (!seen.add(id)) {
            throw new ScoringRefused(
                    ScoringRefused.Reason.ITEM_REPEATED,
                    pointer,
                    "This item is answered twice.",
                    "Este ítem está respondido dos veces.");
        }
        pointers.put(id, pointer);
        if (node.isNull()) {
            return;
        }
        var reading = ItemReader.read(instrument.item(id).orElseThrow(), node);
        switch (reading) {
            case ItemReader.Read read -> values.put(id, read.value());
            case ItemReader.Refused refused ->
                violations.add(new Score.Violation(pointer, refused.code(), refused.message()));
        }
    }

    private void fillAbsent() {
        for (Instrument.Item item : instrument.items()) {
            if (seen.contains(item.id())) {
                continue;
            }
            BigDecimal stated = item.absentMeans();
            if (stated != null) {
                values.put(item.id(), Fraction.of(stated));
            }
            List<String> counted = item.absentCounts();
            if (counted != null) {
                values.put(item.id(), positive(counted));
            }
        }
    }

    private void checkContradictions() {
        for (Instrument.Check check : instrument.checks()) {
            String single = check.item();
            List<String> several = check.positive();
            Fraction value = single != null ? values.get(single) : several != null ? positive(several) : null;
            Fraction limit = values.get(check.notAbove());
            if (value != null && limit != null && value.compareTo(limit) > 0) {
                String culprit = single != null ? single : check.notAbove();
                violations.add(new Score.Violation(
                        pointers.getOrDefault(culprit, "/" + culprit),
                        "CONTRADICTION",
                        new Instrument.Words(
                                "This contradicts " + check.notAbove() + ".",
                                "Esto contradice " + check.notAbove() + ".")));
            }
        }
    }

    private Fraction positive(List<String> ids) {
        return Fraction.of(ids.stream()
                .map(values::get)
                .filter(value -> value != null && value.compareTo(Fraction.ZERO) > 0)
                .count());
    }

    private static ScoringRefused malformed(String pointer) {
        return new ScoringRefused(
                ScoringRefused.Reason.ITEMS_MALFORMED,
                pointer,
                "The answers must be a list or an object as this instrument defines it.",
                "Las respuestas deben ser una lista o un objeto según defina este instrumento.");
    }
}
