package org.paincare.platform.event;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Names of the CloudEvents 1.0 attributes as Kafka headers (binary mode), and reading and writing them. */
final class Ce {

    static final String SPEC_VERSION = "ce_specversion";
    static final String ID = "ce_id";
    static final String SOURCE = "ce_source";
    static final String TYPE = "ce_type";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String CLINIC = "ce_clinicid";
    static final String SEQUENCE = "ce_sequence";
    static final String CAUSATION = "ce_causationid";
    static final String DATA_CONTENT_TYPE = "ce_datacontenttype";
    /** The Kafka binding's own name for the same. */
    static final String CONTENT_TYPE = "content-type";

    static final String TRACEPARENT = "traceparent";

    private Ce() {}

    static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable String get(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
