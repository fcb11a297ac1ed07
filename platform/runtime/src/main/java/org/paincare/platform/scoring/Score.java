package org.paincare.platform.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the answers came to. Null score and band are kept; {@code subscores} and {@code flags} are absent (null) where
 * the instrument has none or nothing could be scored.
 *
 * @param score printed number: whole scores without, fractional ones with a decimal point
 * @param subscores by name, in the instrument's order; numbers, texts or null
 * @param flags in the instrument's order
 * @param violations why the status is INVALID; never part of the answer itself
 */
public record Score(
        @Nullable Shown score,
        @Nullable String band,
        Status status,
        @Nullable Map<String, @Nullable Shown> subscores,
        @Nullable List<String> flags,
        List<Violation> violations) {

    /** How far the answers could be scored. INVALID answers are refused at the door (422). */
    public enum Status {
        SCORED,
        SCORED_PRORATED,
        LOW_CONFIDENCE,
        PARTIAL,
        NOT_SCORABLE,
        INVALID
    }

    /** A refused answer: JSON pointer below the items, stable code, and why in both languages. */
    public record Violation(String pointer, String code, Instrument.Words message) {}

    public boolean hasFlag(String flag) {
        return flags != null && flags.contains(flag);
    }

    /** {@code {score, band, status, subscores?, flags?}} with numbers exactly as they are shown (10 or 10.0). */
    public ObjectNode toJson() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode answer = json.objectNode();
        answer.set("score", node(score));
        answer.put("band", band);
        answer.put("status", status.name());
        if (subscores != null) {
            ObjectNode parts = answer.putObject("subscores");
            subscores.forEach((name, value) -> parts.set(name, node(value)));
        }
        if (flags != null) {
            var raised = answer.putArray("flags");
            flags.forEach(raised::add);
        }
        return answer;
    }

    private static JsonNode node(@Nullable Shown shown) {
        return shown == null ? JsonNodeFactory.instance.nullNode() : shown.toJson();
    }
}
