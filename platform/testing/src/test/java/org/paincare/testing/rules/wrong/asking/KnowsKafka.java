package org.paincare.testing.rules.wrong.asking;

import org.apache.kafka.common.TopicPartition;

/** Speaks to the broker past the outbox. */
class KnowsKafka {

    TopicPartition where() {
        return new TopicPartition("paincare", 0);
    }
}
