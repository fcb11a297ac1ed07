package org.paincare.testing.contract;

/**
 * What may not happen to a released contract. Two parties must stay able to work: a consumer built for the old
 * contract reads new events, and the new contract still holds for every stored event, because replays read years back.
 */
enum Rule {
    EVENT_REMOVED("consumers wait for it and replays contain it"),
    TOPIC_RENAMED("consumers read the old topic"),
    STREAM_CHANGED("order and sequence numbers count per stream"),
    FIELD_REMOVED("consumers read it"),
    FIELD_ADDED_AS_REQUIRED("stored events do not have it; add it as optional"),
    FIELD_MADE_REQUIRED("stored events may lack it"),
    FIELD_MADE_OPTIONAL("consumers rely on it being there"),
    TYPE_NARROWED("stored events may have the other type"),
    TYPE_CHANGED("consumers parse the old type"),
    ENUM_VALUE_REMOVED("stored events carry it"),
    ENUM_VALUE_ADDED("consumers know a closed set; only enums released as x-extensible may grow"),
    ENUM_OPENED("consumers were promised a closed set"),
    PATTERN_CHANGED("stored events or consumers' checks follow the old pattern"),
    FORMAT_CHANGED("stored events or consumers' parsers follow the old format"),
    LIMIT_TIGHTENED("stored events may lie outside"),
    LIMIT_LOOSENED("consumers sized their columns and checks by the old limit"),
    ADDITIONAL_PROPERTIES_CHANGED("producers are held to a closed schema, so that nothing personal slips in"),
    RESERVED_NAME_REUSED("the name once meant something else and stored events carry it"),
    RESERVATION_DROPPED("a removed name stays reserved for ever");

    private final String why;

    Rule(String why) {
        this.why = why;
    }

    String why() {
        return why;
    }
}
