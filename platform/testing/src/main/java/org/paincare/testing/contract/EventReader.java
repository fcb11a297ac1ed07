package org.paincare.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How a consumer turns the data of an event into what it works with, usually a small record of its own. */
@FunctionalInterface
public interface EventReader {

    /**
     * @param data the data of an event
     * @return what was read; a record is also compared between an event and the same event with unknown fields
     * @throws Exception where it cannot be read
     */
    @Nullable
    Object read(JsonNode data) throws Exception;
}
