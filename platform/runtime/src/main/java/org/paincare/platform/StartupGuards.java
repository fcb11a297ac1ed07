package org.paincare.platform;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
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
            throw new IllegalStateException("PAINCARE_DEMO=true moves clinical time and is refused in production");
        }
        if (!issuer.startsWith("https://")) {
            throw new IllegalStateException("an issuer without TLS, as the local one, is refused in production");
        }
    }
}
