package org.paincare.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAccessTest {

    private static final Optional<Path> NONE = Optional.empty();

    @TempDir
    Path folder;

    @Test
    void withoutFilesItIsSpokenToInPlainText() {
        assertThat(new KafkaAccess("kafka:9092", NONE, NONE, NONE).with(Map.of("acks", "all")))
                .containsOnly(Map.entry("bootstrap.servers", "kafka:9092"), Map.entry("acks", "all"));
    }

    @Test
    void aRenewedCertificateIsUsedByTheNextConnection() throws IOException {
        Path file = Files.writeString(folder.resolve("any.pem"), "old");
        KafkaAccess access = new KafkaAccess("kafka:9093", Optional.of(file), Optional.of(file), Optional.of(file));
        assertThat(access.with(Map.of())).containsEntry("ssl.keystore.certificate.chain", "old");

        Files.writeString(file, "new");

        assertThat(access.with(Map.of()))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.keystore.certificate.chain", "new");
    }

    @Test
    void halfOfTheFilesIsRefusedRatherThanLessSecure() {
        Optional<Path> file = Optional.of(folder.resolve("any.pem"));
        assertThatThrownBy(() -> new KafkaAccess("kafka:9093", file, NONE, NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Refused: ");
        assertThatThrownBy(() -> new KafkaAccess("kafka:9093", NONE, file, file))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aFileThatIsNotThereYetIsTriedAgain() {
        Optional<Path> file = Optional.of(folder.resolve("not-there.pem"));
        KafkaAccess access = new KafkaAccess("kafka:9093", file, file, file);

        assertThatThrownBy(() -> access.with(Map.of()))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("not-there");
    }
}
