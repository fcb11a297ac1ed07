package org.paincare.platform.event;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The settings of a service's own Kafka clients in a pod, whose files lie in that folder. */
public final class PodSettings {

    private PodSettings() {}

    public static Map<String, Object> of(String bootstrap, Path folder, String user) {
        return new KafkaAccess(
                        bootstrap,
                        Optional.of(folder.resolve("ca.crt")),
                        Optional.of(folder.resolve(user + ".crt")),
                        Optional.of(folder.resolve(user + ".key")))
                .with(Map.of());
    }
}
