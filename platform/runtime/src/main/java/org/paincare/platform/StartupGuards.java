package org.paincare.platform;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
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
        if (demo) {
            throw refused("PAINCARE_DEMO=true moves clinical time and is not for production.");
        }
        if (!issuer.startsWith("https://")) {
            throw refused("an issuer without TLS, such as the local one, is not for production.");
        }
    }

    /** Quarkus says this line, without a stack trace, and ends the process with 1. */
    private static ConfigurationException refused(String reason) {
        return new ConfigurationException("Refused: " + reason);
    }
}
