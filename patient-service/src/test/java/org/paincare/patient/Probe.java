package org.paincare.patient;

import jakarta.enterprise.context.ApplicationScoped;
import org.paincare.platform.audit.Audit;
import org.paincare.platform.audit.AuditEntry;
import org.paincare.platform.event.EventHandler;
import org.paincare.platform.event.IncomingEvent;

/** Takes an event of a service that exists in tests only; its effect is a row of the audit. */
@ApplicationScoped
class Probe implements EventHandler {

    static final String TYPE = "org.paincare.probe.Probed.v1";

    private final Audit audit;
    private volatile boolean broken;

    Probe(Audit audit) {
        this.audit = audit;
    }

    void breakDown(boolean now) {
        broken = now;
    }

    record Data(long number, boolean poison) {}

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void handle(IncomingEvent event) {
        var data = event.dataAs(Data.class);
        audit.wroteBySystem(
                new AuditEntry("PROBED", "probe", event.id(), event.streamId(), Long.toString(data.number())));
        if (data.poison() && broken) {
            throw new IllegalStateException("the poison works");
        }
    }
}
