package org.paincare.local.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.paincare.testing.local.CannotStart;

/**
 * What {@link ClinicExport} has written, once it is known to be whole: every file that the manifest names is there with its
 * rows and its hash, no other is, and every row is the clinic's.
 *
 * @param hash   of the manifest, and so of everything
 * @param tables by database, the tables with a file
 */
record Export(
        Path folder,
        UUID clinic,
        String basis,
        String document,
        String by,
        String hash,
        Map<String, List<String>> schemas,
        Map<String, Set<String>> tables) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Export read(Path folder) throws IOException {
        Path file = folder.resolve("manifest.json");
        if (!Files.isRegularFile(file)) {
            throw new CannotStart("There is no export in " + folder + ": manifest.json is missing.");
        }
        byte[] bytes = Files.readAllBytes(file);
        JsonNode manifest = tree(bytes);
        UUID clinic = uuid(manifest.path("clinicId").asText());
        Map<String, List<String>> schemas = new TreeMap<>();
        Map<String, Set<String>> tables = new TreeMap<>();
        Set<Path> known = new TreeSet<>(Set.of(file));
        manifest.path("databases").properties().forEach(database -> {
            List<String> schema = new ArrayList<>();
            database.getValue().path("schema").forEach(version -> schema.add(version.asText()));
            schemas.put(database.getKey(), schema);
            tables.put(database.getKey(), new TreeSet<>());
        });
        for (Map.Entry<String, Set<String>> database : tables.entrySet()) {
            JsonNode files = manifest.at("/databases/" + database.getKey() + "/tables");
            for (Map.Entry<String, JsonNode> table : files.properties()) {
                if (!table.getKey().matches("[a-z_0-9]{1,63}")
                        || !database.getKey().matches("[a-z]{1,20}")) {
                    throw damaged("manifest.json");
                }
                Path rows = folder.resolve(database.getKey()).resolve(table.getKey() + ".ndjson");
                verify(
                        rows,
                        clinic,
                        table.getValue().path("rows").asLong(-1),
                        table.getValue().path("sha256").asText());
                known.add(rows);
                database.getValue().add(table.getKey());
            }
        }
        try (Stream<Path> all = Files.walk(folder)) {
            if (!known.containsAll(all.filter(Files::isRegularFile).toList())) {
                throw new CannotStart("There is a file in " + folder + " that the manifest does not name.");
            }
        }
        return new Export(
                folder,
                clinic,
                manifest.at("/order/basis").asText(),
                manifest.at("/order/document").asText(),
                manifest.at("/order/by").asText(),
                HexFormat.of().formatHex(sha256().digest(bytes)),
                schemas,
                tables);
    }

    private static void verify(Path rows, UUID clinic, long count, String hash) throws IOException {
        if (!Files.isRegularFile(rows)) {
            throw damaged(rows.getParent().getFileName() + "/" + rows.getFileName() + " is missing");
        }
        MessageDigest digest = sha256();
        long found = 0;
        try (var in = new DigestInputStream(Files.newInputStream(rows), digest);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                found++;
                if (!tree(line.getBytes(StandardCharsets.UTF_8))
                        .path("clinic_id")
                        .asText()
                        .equals(clinic.toString())) {
                    throw damaged("a row of " + rows.getFileName() + " is not the clinic's");
                }
            }
        }
        if (found != count || !HexFormat.of().formatHex(digest.digest()).equals(hash)) {
            throw damaged(rows.getParent().getFileName() + "/" + rows.getFileName() + " is not what was written");
        }
    }

    Path rows(String database, String table) {
        return folder.resolve(database).resolve(table + ".ndjson");
    }

    /** As it stands in the audit of whoever took it in. */
    String reason() {
        return basis + " " + document + ", " + by + " sha256:" + hash;
    }

    private static JsonNode tree(byte[] json) throws IOException {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // Its message would quote what is stored.
        }
        throw damaged("a line is no JSON object");
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw damaged("manifest.json names no clinic");
        }
    }

    private static CannotStart damaged(String what) {
        return new CannotStart("The export is damaged: " + what + ". Nothing was taken in.");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
