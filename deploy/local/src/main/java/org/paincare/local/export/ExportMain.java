package org.paincare.local.export;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.paincare.testing.local.CannotStart;

/**
 * {@code CLINIC BASIS DOCUMENT BY FOLDER}, or {@code import FOLDER}, for an installation that is not this machine's: addresses and the owners'
 * passwords come from the environment.
 */
public final class ExportMain {

    private static final List<String> DATABASES = List.of("patient", "session", "outcome", "gateway");

    private ExportMain() {}

    public static void main(String[] words) throws IOException {
        try {
            List<Source> sources = sources(System.getenv());
            boolean in = words.length > 0 && words[0].equals("import");
            System.out.println(
                    in ? takeIn(List.of(words).subList(1, words.length), sources) : export(List.of(words), sources));
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** One line of what was written. */
    public static String export(List<String> words, List<Source> sources) throws IOException {
        if (words.size() != 5) {
            throw new CannotStart("export CLINIC-ID BASIS DOCUMENT ORDERED-BY FOLDER");
        }
        Path folder = Path.of(words.get(4)).toAbsolutePath();
        try {
            new ClinicExport(sources, InstantSource.system())
                    .write(Order.of(words.get(0), words.get(1), words.get(2), words.get(3)), folder);
        } catch (SQLException e) {
            // Its message may quote what is stored.
            throw new CannotStart("A database did not answer as expected (SQLSTATE " + e.getSQLState() + ").", e);
        }
        return "Written: " + folder
                + " (see manifest.json). It is a clinic's whole record: encrypt it before it leaves.";
    }

    /** One line of what was taken in. */
    public static String takeIn(List<String> words, List<Source> targets) throws IOException {
        if (words.size() != 1) {
            throw new CannotStart("import FOLDER");
        }
        Path folder = Path.of(words.getFirst()).toAbsolutePath();
        try {
            List<String> taken = new ClinicImport(targets).read(folder);
            return taken.isEmpty()
                    ? "It had been taken in before: nothing was changed."
                    : "Taken in by " + String.join(", ", taken) + ", compared, balanced and verified.";
        } catch (SQLException e) {
            // Its message may quote what is stored.
            throw new CannotStart("A database refused it (SQLSTATE " + e.getSQLState() + "). Nothing was taken in.", e);
        }
    }

    private static List<Source> sources(Map<String, String> environment) {
        List<Source> sources = new ArrayList<>();
        for (String name : DATABASES) {
            String prefix = "PAINCARE_EXPORT_" + name.toUpperCase(Locale.ROOT);
            String url = environment.get(prefix + "_URL");
            String password = environment.get(prefix + "_PASSWORD");
            if (url == null || password == null) {
                throw new CannotStart(prefix + "_URL and " + prefix + "_PASSWORD are missing: all databases or none.");
            }
            sources.add(new Source(name, url, password));
        }
        return sources;
    }
}
