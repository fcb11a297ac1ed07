package org.paincare.local.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.paincare.testing.local.DemoUsers;
import org.paincare.testing.local.Secrets;

/** What our programs and the administrator log in with at Keycloak; made when first asked for, readable by their owner. */
record KeycloakSecrets(Path folder) {

    /** Whose clients the realm file itself has, with a placeholder for the secret. */
    static final List<String> SERVICES = List.of("patient-service", "session-service", "outcome-service");

    static KeycloakSecrets in(Path data) {
        return new KeycloakSecrets(data.resolve("secrets"));
    }

    /** Of a client, or of the administrator; that of a demo's machine is published. */
    String of(String name) throws IOException {
        return name.startsWith("demo-") ? DemoUsers.PASSWORD : Secrets.keptIn(folder.resolve(name));
    }

    /** What Keycloak puts in for the realm file's placeholders while it imports it. */
    Map<String, String> placeholders() throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String service : SERVICES) {
            values.put(service.replace("-service", "").toUpperCase(Locale.ROOT) + "_CLIENT_SECRET", of(service));
        }
        return values;
    }
}
