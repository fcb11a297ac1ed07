package org.paincare.platform.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * A service that is told whose certificates to believe lets nobody in by TLS who shows none. Quarkus' own setting for that is
 * fixed when a service is built, and an installation decides it when it is started.
 */
@Singleton
final class CallersCertificates implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (options.getTrustOptions() != null) {
            options.setClientAuth(ClientAuth.REQUIRED);
        }
    }
}
