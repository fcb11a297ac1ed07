package org.paincare.platform.event;

/** Where a consumer is sent what it has to read again: a topic of its own, so that no other reads it twice. */
final class EventReplay {

    private EventReplay() {}

    static String topicOf(String consumer) {
        return "paincare.replay." + consumer;
    }
}
