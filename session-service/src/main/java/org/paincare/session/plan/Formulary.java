package org.paincare.session.plan;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;
import org.paincare.platform.problem.Problem;
import org.paincare.session.SessionProblem;
import org.paincare.session.dose.Adjuncts;
import org.paincare.session.dose.DoseEngine;
import org.paincare.session.protocol.Protocol;
import org.paincare.session.protocol.Protocols;
import org.paincare.session.standing.ClinicProfiles;

/** The protocols, guardrails and adjunct drugs in force: the data files of this release, read once at the start. */
@Singleton
public class Formulary {

    private final Protocols protocols = Protocols.builtIn();
    private final DoseEngine engine = DoseEngine.builtIn();
    private final Adjuncts adjuncts = Adjuncts.builtIn();

    private final ClinicProfiles clinics;

    Formulary(ClinicProfiles clinics) {
        this.clinics = clinics;
    }

    public Protocols protocols() {
        return protocols;
    }

    /** By the soft limits of the current clinic. Call inside a transaction. */
    public DoseEngine engine() {
        return engine.setBy(clinics.numbers());
    }

    public Adjuncts adjuncts() {
        return adjuncts;
    }

    /**
     * The protocol a plan or order names.
     *
     * @throws Problem PROTOCOL_UNKNOWN
     */
    public Protocol protocol(String id) {
        return protocols.find(id).orElseThrow(() -> Problem.of(SessionProblem.PROTOCOL_UNKNOWN));
    }

    /** The protocol's id in events: made from its name, so that the same protocol has the same id everywhere. */
    static UUID eventId(Protocol protocol) {
        return org.paincare.session.NamedIds.of("protocol/" + protocol.id().toLowerCase(Locale.ROOT));
    }

    /** The data file's version as events write it: {@code 2026.1}. */
    String eventVersion() {
        var id = protocols.version().id();
        return id.substring(id.indexOf('@') + 1);
    }
}
