package org.paincare.e2e.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paincare.e2e.whole.Somebody;
import org.paincare.e2e.whole.Whole;
import org.paincare.local.Component;
import org.paincare.local.export.ClinicExport;
import org.paincare.local.export.Order;
import org.paincare.local.export.Source;
import org.paincare.testing.local.CannotStart;
import org.paincare.testing.local.DemoClinic;

/** Everything of one clinic, nothing of another, and on record. */
class ClinicExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Whole whole = Whole.running();

    @TempDir
    Path folder;

    @Test
    void aClinicTakesItsWholeRecordWithItAndNothingOfAnothers() throws Exception {
        UUID hers = register("Exportada", DemoClinic.CARTAGENA);
        UUID stranger = register("Vecina", DemoClinic.BOGOTA);
        Path to = folder.resolve("cartagena");

        export().write(order(DemoClinic.CARTAGENA.id(), "Contrato 17"), to);

        JsonNode manifest = JSON.readTree(to.resolve("manifest.json").toFile());
        assertThat(manifest.at("/order/basis").asText()).isEqualTo("CLINIC_MOVES");
        assertThat(manifest.path("databases")).hasSize(4);
        assertThat(Files.readString(to.resolve("patient/patient.ndjson"))).contains(hers.toString(), "Exportada");
        for (Path file : files(to)) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain(stranger.toString(), DemoClinic.BOGOTA.id().toString());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            JsonNode said = manifest.at("/databases/" + file.getParent().getFileName() + "/tables/"
                    + file.getFileName().toString().replace(".ndjson", ""));
            assertThat(said.path("rows").asLong())
                    .isEqualTo(Files.readAllLines(file).size());
            assertThat(said.path("sha256").asText())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        }
        assertThat(files(to)).noneMatch(file -> file.getFileName().toString().startsWith("signer_badge"));
        for (String database : List.of("patient", "session", "outcome", "gateway")) {
            assertThat(Files.readString(to.resolve(database + "/audit_entry.ndjson")))
                    .as(database)
                    .contains("\"EXPORT\"", "CLINIC_MOVES Contrato 17, Dirección médica");
        }
    }

    @Test
    void anUnknownClinicAndAFolderThatIsThereAreRefusedAndLeaveNothing() throws Exception {
        Path nobody = folder.resolve("nobody");
        UUID unknown = UUID.randomUUID();
        assertThatThrownBy(() -> export().write(order(unknown, "Contrato 18"), nobody))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("There is no clinic");
        assertThat(folder).isEmptyDirectory();

        Files.createDirectory(nobody);
        assertThatThrownBy(() -> export().write(order(DemoClinic.CARTAGENA.id(), "Contrato 19"), nobody))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("never written over another");
    }

    @Test
    void anOrderNamesABasisThatThereIs() {
        assertThatThrownBy(() -> Order.of(DemoClinic.BOGOTA.id().toString(), "CURIOSITY", "Contrato", "Nadie"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("CLINIC_CLOSES");
        assertThatThrownBy(() -> Order.of("bogota", "CLINIC_COPY", "Contrato", "Nadie"))
                .isInstanceOf(CannotStart.class);
        for (String words : List.of("", "ab", "a\u0000bc", "x".repeat(81), " begins with a space")) {
            assertThatThrownBy(() -> order(DemoClinic.BOGOTA.id(), words))
                    .as(words)
                    .isInstanceOf(CannotStart.class);
        }
    }

    private UUID register(String name, DemoClinic clinic) {
        return whole.people()
                .of("coordinator", clinic)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/patients", Somebody.named(name))
                .expect(201)
                .id();
    }

    private ClinicExport export() throws IOException {
        List<Source> sources = Stream.of(Component.PATIENT, Component.SESSION, Component.OUTCOME, Component.GATEWAY)
                .map(component -> new Source(
                        component.label(),
                        "jdbc:postgresql://localhost:" + whole.system().port(Component.POSTGRES) + "/paincare_"
                                + component.label(),
                        password(component)))
                .toList();
        return new ClinicExport(sources, InstantSource.system());
    }

    private static String password(Component component) {
        try {
            return Files.readString(Whole.home().resolve("secrets").resolve(component.label() + "-database"))
                    .strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Order order(UUID clinic, String document) {
        return new Order(clinic, Order.Basis.CLINIC_MOVES, document, "Dirección médica");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> each.toString().endsWith(".ndjson")).toList();
        }
    }
}
