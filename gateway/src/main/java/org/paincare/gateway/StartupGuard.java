package org.paincare.gateway;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.paincare.gateway.settings.GatewaySettings;

/** In the production profile the gateway trusts no issuer that is reached without TLS, and says so before it serves. */
@Singleton
class StartupGuard {

    private final String issuer;
    private final boolean localPages;

    StartupGuard(@ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer, GatewaySettings settings) {
        this.issuer = issuer;
        this.localPages = settings.cors().localhost();
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        if (ConfigUtils.isProfileActive("prod") && !issuer.startsWith("https://")) {
            throw new ConfigurationException(
                    "Refused: an issuer without TLS, such as the local one, is not for production.");
        }
        if (ConfigUtils.isProfileActive("prod") && localPages) {
            throw new ConfigurationException(
                    "Refused: paincare.gateway.cors.localhost lets any page of a caller's own machine call.");
        }
    }
}
