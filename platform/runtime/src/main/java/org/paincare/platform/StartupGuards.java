package org.paincare.platform;

import static java.util.stream.Collectors.joining;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What must never run in production stops the service there before it serves anything. */
@Singleton
class StartupGuards {

    private final boolean demo;
    private final String issuer;

    StartupGuards(
            @ConfigProperty(name = "paincare.demo", defaultValue = "false") boolean demo,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
        this.demo = demo;
        this.issuer = issuer;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        if (!ConfigUtils.isProfileActive("prod")) {
            return;
        }
        List<String> reasons = new ArrayList<>();
        if (demo) {
            reasons.add("PAINCARE_DEMO=true moves clinical time and is not for production.");
        }
        if (!issuer.startsWith("https://")) {
            reasons.add("an issuer without TLS, such as the local one, is not for production.");
        }
        if (!reasons.isEmpty()) {
            // Quarkus says these lines, without a stack trace, and ends the process with 1.
            throw new ConfigurationException(
                    reasons.stream().map(reason -> "Refused: " + reason).collect(joining("\n")));
        }
    }
}
