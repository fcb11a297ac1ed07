package org.paincare.outcome.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.scoring.Instrument;
import org.paincare.platform.scoring.InstrumentReader;
import org.paincare.platform.scoring.Score;
import org.paincare.platform.scoring.Scorer;
import org.paincare.platform.scoring.ScoringRefused;

/** Every instrument shipped with this service, one file each under {@code instruments/}. Immutable, safe from any thread. */
public final class Instruments {

    private static final String FOLDER = "instruments";

    private final Map<String, Instrument> byId;

    private Instruments(Map<String, Instrument> byId) {
        this.byId = byId;
    }

    /** Reads and checks every file; a faulty one stops the start with its name and faults. */
    public static Instruments shipped() {
        return new Instruments(
                InstrumentReader.readFolder(Instruments.class.getClassLoader(), FOLDER, "instrument.schema.json"));
    }

    /** Empty where no file defines {@code id}: ids are exact, HIT-6 is not hit-6. */
    public Optional<Instrument> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** An instrument this code itself relies on. */
    public Instrument required(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("instrument " + id + " is not shipped"));
    }

    /** By id, in alphabetical order. */
    public List<Instrument> all() {
        return byId.keySet().stream().sorted().map(byId::get).toList();
    }

    /**
     * Scores answers to a known instrument.
     *
     * @throws ScoringRefused where the answers cannot be told apart or the policy is not the instrument's
     */
    public Score score(String id, @Nullable JsonNode items, @Nullable String policy) {
        return Scorer.score(required(id), items, policy);
    }
}
