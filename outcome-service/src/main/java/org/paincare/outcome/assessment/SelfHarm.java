package org.paincare.outcome.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What one save of a form says of harming oneself.
 *
 * @param item9 0 to 3, null where blank
 */
record SelfHarm(@Nullable Integer item9, boolean intent) {

    static final String PHQ_9 = "PHQ-9";
    private static final String MOOD = "MOOD_ITEM9";
    private static final int PHQ_9_LAST = 8;

    static boolean isAskedBy(String code) {
        return code.equals(PHQ_9) || code.equals(MOOD);
    }

    /** @param code PHQ-9, or the mood check */
    static SelfHarm of(String code, JsonNode items) {
        var mood = code.equals(MOOD);
        var answer = mood ? items.get("item9") : items.isArray() ? items.get(PHQ_9_LAST) : items.get("9");
        return new SelfHarm(
                answer == null || !answer.isNumber() ? null : Integer.valueOf(answer.intValue()),
                mood && items.path("intent").asBoolean(false));
    }
}
