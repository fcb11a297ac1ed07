package org.paincare.gateway.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.paincare.gateway.settings.GatewaySettings;

/**
 * The certificates the settings name: shown to callers, shown to services, trusted of services. What cannot be used at the
 * start stops it; what cannot be used later leaves the one before in place and is said once in the log.
 */
@Singleton
public class Certificates {

    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    private static final Logger LOG = Logger.getLogger(Certificates.class);

    private final InstantSource clock = InstantSource.system();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("certificates").unstarted(task));
    private final List<Runnable> looks = new ArrayList<>();
    private final @Nullable Shown toCallers;
    private final @Nullable Shown toServices;
    private final @Nullable Trusted services;

    Certificates(GatewaySettings settings, MeterRegistry meters) {
        GatewaySettings.Tls tls = settings.tls();
        GatewaySettings.ServiceTls behind = settings.serviceTls();
        toCallers = shown("callers", "paincare.gateway.tls", tls.certificate(), tls.key(), meters);
        toServices = shown("services", "paincare.gateway.service-tls", behind.certificate(), behind.key(), meters);
        services = behind.ca().map(this::trusted).orElse(null);
        if (tls.only() && toCallers == null) {
            throw new ConfigurationException(
                    "Refused: paincare.gateway.tls.only without paincare.gateway.tls.certificate lets nobody in.");
        }
        if (!looks.isEmpty()) {
            long pause = tls.reload().toMillis();
            thread.scheduleWithFixedDelay(() -> looks.forEach(Runnable::run), pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        thread.shutdownNow();
    }

    /** Whether callers can be served by TLS. */
    public boolean hasForCallers() {
        return toCallers != null;
    }

    /** Has a server speak TLS with the certificate for callers; HTTP/2 to whoever offers it (ALPN). */
    public HttpServerOptions secure(HttpServerOptions options) {
        if (toCallers == null) {
            throw new IllegalStateException("there is no certificate for callers");
        }
        return options.setSsl(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(KeyCertOptions.wrap(toCallers));
    }

    /**
     * Gives a client of services what it needs for those with an https address: the authorities set (without them the
     * JDK's), the name in the certificate held against the address, and the gateway's own certificate where it has one.
     */
    public HttpClientOptions secure(HttpClientOptions options) {
        options.setVerifyHost(true).setEnabledSecureTransportProtocols(PROTOCOLS);
        if (services != null) {
            options.setTrustOptions(TrustOptions.wrap(services));
        }
        if (toServices != null) {
            options.setKeyCertOptions(KeyCertOptions.wrap(toServices));
        }
        return options;
    }

    private @Nullable Shown shown(
            String whom, String setting, Optional<Path> certificate, Optional<Path> key, MeterRegistry meters) {
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigurationException("Refused: " + setting + ".certificate and .key go together.");
        }
        if (certificate.isEmpty()) {
            return null;
        }
        var files = new WatchedFiles("certificate for " + whom, certificate.get(), key.get());
        var made = new Shown[1];
        first(files, contents -> made[0] = new Shown(Pem.certificates(contents.get(0)), Pem.key(contents.get(1))));
        Shown shown = made[0];
        later(files, contents -> {
            List<X509Certificate> chain = Pem.certificates(contents.get(0));
            PrivateKey newKey = Pem.key(contents.get(1));
            shown.replace(chain, newKey);
        });
        Gauge.builder("gateway.certificate.expires.seconds", shown, this::left)
                .description("How long the certificate shown to callers or services is still good")
                .tag("shown", whom)
                .register(meters);
        return shown;
    }

    private double left(Shown shown) {
        return Duration.between(
                        clock.instant(), shown.certificate().getNotAfter().toInstant())
                .toSeconds();
    }

    private Trusted trusted(Path authorities) {
        var files = new WatchedFiles("authorities of services", authorities);
        var made = new Trusted[1];
        first(files, contents -> made[0] = new Trusted(Pem.certificates(contents.getFirst())));
        Trusted trusted = made[0];
        later(files, contents -> trusted.replace(Pem.certificates(contents.getFirst())));
        return trusted;
    }

    private static void first(WatchedFiles files, WatchedFiles.Use use) {
        try {
            files.lookAgain(use);
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException("Refused: the " + files.name() + " cannot be used: " + reason(e));
        }
    }

    private void later(WatchedFiles files, WatchedFiles.Use use) {
        var complained = new boolean[1];
        looks.add(() -> {
            try {
                if (files.lookAgain(use)) {
                    LOG.infof("The %s was read anew", files.name());
                }
                complained[0] = false;
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                if (!complained[0]) {
                    LOG.errorf("The new %s cannot be used (%s); the one before stays", files.name(), reason(e));
                    complained[0] = true;
                }
            }
        });
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
