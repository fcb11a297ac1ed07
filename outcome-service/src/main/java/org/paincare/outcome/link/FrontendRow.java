package org.paincare.outcome.link;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.paincare.platform.link.PageAddress;
import org.paincare.platform.tenancy.ClinicOwned;

/** Where a clinic's own page for answering stands. */
@Entity
@Table(name = "answer_frontend")
class FrontendRow extends ClinicOwned {

    private String template;

    @Column(name = "registered_by")
    private UUID registeredBy;

    @Column(name = "registered_at")
    private Instant registeredAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway")
    protected FrontendRow() {}

    @SuppressWarnings("NullAway")
    FrontendRow(UUID clinicId) {
        super(clinicId, clinicId);
    }

    void register(String newTemplate, UUID who, Instant now) {
        this.template = newTemplate;
        this.registeredBy = who;
        this.registeredAt = now;
    }

    String template() {
        return template;
    }

    String address(String token) {
        return PageAddress.of(template, token);
    }

    LinkJson.Frontend json() {
        return new LinkJson.Frontend(template, registeredBy, registeredAt, "\"v" + version() + "\"");
    }
}
