package org.paincare.platform.scoring;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads instrument files; a file that could score wrongly stops the start, with every fault it has. */
public final class InstrumentReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private InstrumentReader() {}

    /** Every {@code *.json} in a classpath folder, by instrument id. Adding an instrument is adding a file. */
    public static Map<String, Instrument> readFolder(ClassLoader loader, String folder, String knownFile) {
        Map<String, Instrument> instruments = new TreeMap<>();
        for (String file : DataFolder.files(loader, folder, knownFile)) {
            if (!file.endsWith(".json") || file.endsWith(".schema.json")) {
                continue;
            }
            try (InputStream in = loader.getResourceAsStream(folder + "/" + file)) {
                if (in == null) {
                    throw new InvalidInstrument(file, List.of("cannot be opened"));
                }
                Instrument instrument = read(file, in);
                if (instruments.put(instrument.id(), instrument) != null) {
                    throw new InvalidInstrument(file, List.of("another file already defines " + instrument.id()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Map.copyOf(instruments);
    }

    /** @throws InvalidInstrument naming the file and every fault */
    public static Instrument read(String file, InputStream in) {
        Instrument instrument;
        try {
            instrument = JSON.readValue(in, Instrument.class);
        } catch (IOException | NullPointerException e) {
            throw new InvalidInstrument(file, List.of(String.valueOf(e.getMessage())));
        }
        List<String> faults = InstrumentCheck.faults(instrument);
        if (!faults.isEmpty()) {
            throw new InvalidInstrument(file, faults);
        }
        return instrument;
    }

    /** A file that does not describe one instrument completely and without contradiction. */
    public static final class InvalidInstrument extends RuntimeException {
        private final List<String> faults;

        InvalidInstrument(String file, List<String> faults) {
            super(file + ": " + String.join("; ", faults));
            this.faults = List.copyOf(faults);
        }

        public List<String> faults() {
            return faults;
        }
    }
}
