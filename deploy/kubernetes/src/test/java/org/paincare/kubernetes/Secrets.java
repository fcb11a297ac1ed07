package org.paincare.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which Secrets there will be, and with which keys: from a store, from the operators, from the script for a cluster without a store. */
final class Secrets {

    private final Map<String, Set<String>> keys = new HashMap<>();

    static Secrets of(Rendering all) {
        Secrets secrets = new Secrets();
        all.all("Secret")
                .forEach(each -> secrets.add(
                        each.name(), Resource.texts(each.at("/stringData")).keySet()));
        all.all("ExternalSecret").forEach(each -> {
            Set<String> held = new TreeSet<>(
                    Resource.texts(each.at("/spec/target/template/data")).keySet());
            if (held.isEmpty()) {
                each.all("/spec/data")
                        .forEach(item -> held.add(item.path("secretKey").asText()));
            }
            secrets.add(each.at("/spec/target/name").asText(), held);
        });
        all.all("Kafka").forEach(each -> secrets.add(each.name() + "-cluster-ca-cert", Set.of("ca.crt")));
        all.all("KafkaUser").forEach(each -> secrets.add(each.name(), Set.of("user.crt", "user.key")));
        all.all("Cluster").forEach(each -> {
            secrets.add(each.name() + "-ca", Set.of("ca.crt"));
            if (!each.at("/spec/bootstrap/initdb").has("secret")) {
                secrets.add(each.name() + "-app", Set.of("username", "password"));
            }
        });
        all.all("Certificate")
                .forEach(each -> secrets.add(each.at("/spec/secretName").asText(), Set.of("tls.crt", "tls.key")));
        return secrets;
    }

    /** Those of the script `secrets`. */
    static Rendering made() {
        try {
            Process script = new ProcessBuilder("./secrets")
                    .directory(Kubectl.FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String yaml = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Rendering("secrets", yaml, Rendering.parse(yaml));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Secrets and(Secrets others) {
        others.keys.forEach(this::add);
        return this;
    }

    private void add(String name, Set<String> held) {
        keys.computeIfAbsent(name, each -> new TreeSet<>()).addAll(held);
    }

    boolean have(String name, String key) {
        return keys.getOrDefault(name, Set.of()).contains(key);
    }

    boolean have(String name) {
        return keys.containsKey(name);
    }
}
