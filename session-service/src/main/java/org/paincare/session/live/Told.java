package org.paincare.session.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was told, under the name every replica knows it by. Its text is made once, whoever reads it.
 *
 * @param key   of this telling: what a stream shows as {@code id:} and is asked to go on after
 * @param state of an alarm: RAISED, ACKNOWLEDGED, CLOSED
 */
record Told(UUID key, LiveEvent event, @Nullable String state, String json) {

    static Told of(UUID key, LiveEvent event) {
        ObjectNode shown = LiveJson.shown(event);
        return new Told(key, event, shown.path("state").textValue(), LiveJson.text(shown));
    }

    Frame frame() {
        return new Frame(key.toString(), LiveJson.name(event.kind()), json);
    }

    /** An alarm told just now. */
    Frame news() {
        return new Frame(key.toString(), LiveJson.name(event.kind()), json, event);
    }

    /** As part of what stands already: there is nothing to go on after. */
    Frame standing() {
        return new Frame(null, LiveJson.name(event.kind()), json);
    }
}
