package org.paincare.platform.event;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where Kafka is and as whom this service goes there: with three PEM files by TLS on both sides, with none in plain text.
 *
 * <p>The files are read anew for each connection that is opened, so that a renewed certificate is used without a restart:
 * producer and consumer are opened again after any failure, and the old certificate's end is one.
 */
@Singleton
class KafkaAccess {

    private static final String PEM = "PEM";

    private final String bootstrap;
    private final Optional<Path> authority;
    private final Optional<Path> certificate;
    private final Optional<Path> key;

    /** @throws ConfigurationException where some of the three files are named and some are not */
    KafkaAccess(
            @ConfigProperty(name = "paincare.kafka") String bootstrap,
            @ConfigProperty(name = "paincare.kafka-ca") Optional<Path> authority,
            @ConfigProperty(name = "paincare.kafka-certificate") Optional<Path> certificate,
            @ConfigProperty(name = "paincare.kafka-key") Optional<Path> key) {
        if (authority.isPresent() != certificate.isPresent() || authority.isPresent() != key.isPresent()) {
            throw new ConfigurationException(
                    "Refused: PAINCARE_KAFKA_CA, PAINCARE_KAFKA_CERTIFICATE and PAINCARE_KAFKA_KEY go together.");
        }
        this.bootstrap = bootstrap;
        this.authority = authority;
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * These settings and those of how one gets there.
     *
     * @throws KafkaException while a file cannot be read; it names the file and nothing of what is in it
     */
    Map<String, Object> with(Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        authority.ifPresent(file -> {
            all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, SecurityProtocol.SSL.name);
            all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
            all.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, read(file));
            all.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
            all.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, read(certificate.orElseThrow()));
            all.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, read(key.orElseThrow()));
        });
        return all;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new KafkaException("cannot read " + file);
        }
    }
}
