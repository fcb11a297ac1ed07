package org.paincare.local;

import java.util.Optional;
import java.util.function.Consumer;
import org.paincare.local.demo.DemoProgramme;

/** Carries a demonstration through a new installation over the gateway, once. */
public interface Demo {

    /** @param say takes one line of progress at a time */
    void carryOut(PaincareSystem system, Consumer<String> say) throws Exception;

    /** The demonstration of this version, if it has one. */
    static Optional<Demo> installed() {
        return Optional.of(new DemoProgramme());
    }
}
