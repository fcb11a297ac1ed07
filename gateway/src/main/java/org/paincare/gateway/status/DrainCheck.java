package org.paincare.gateway.status;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.paincare.gateway.edge.Draining;

/** A gateway that was told to stop is not ready, while it still answers. */
@Readiness
@Singleton
class DrainCheck implements HealthCheck {

    private final Draining draining;

    DrainCheck(Draining draining) {
        this.draining = draining;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("serving").status(draining.isReady()).build();
    }
}
