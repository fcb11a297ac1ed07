package org.paincare.kubernetes;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What the programs themselves say: their ports and pools. */
final class Programs {

    static final List<String> SERVICES = List.of("patient", "session", "outcome");
    static final List<String> ALL = List.of("patient-service", "session-service", "outcome-service", "gateway");

    /** What keeps a database, by the name of its roles and Secrets. */
    static final List<String> KEEPERS = List.of("patient", "session", "outcome", "gateway");

    private Programs() {}

    static int port(String program) {
        return Integer.parseInt(
                settings(program + "/src/main/resources/application.properties").getProperty("quarkus.http.port"));
    }

    /** The program that keeps that database. */
    static String of(String keeper) {
        return SERVICES.contains(keeper) ? keeper + "-service" : keeper;
    }

    /** The most connections that one replica opens to its database. */
    static int connections(String keeper) {
        int most = 0;
        List<String> files = new ArrayList<>(List.of(of(keeper) + "/src/main/resources/application.properties"));
        if (SERVICES.contains(keeper)) {
            files.add("platform/runtime/src/main/resources/META-INF/microprofile-config.properties");
        }
        for (String file : files) {
            Properties settings = settings(file);
            for (String name : settings.stringPropertyNames()) {
                if (name.startsWith("quarkus.datasource.") && name.endsWith("jdbc.max-size")) {
                    most += Integer.parseInt(settings.getProperty(name).replaceAll("\\D", ""));
                }
            }
        }
        return most;
    }

    static String read(String file) {
        try {
            return Files.readString(Path.of(Kubectl.PROJECT.toString(), file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties settings(String file) {
        try (Reader reader = new StringReader(read(file))) {
            Properties all = new Properties();
            all.load(reader);
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
