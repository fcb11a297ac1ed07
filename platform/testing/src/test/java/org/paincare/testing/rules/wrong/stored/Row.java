package org.paincare.testing.rules.wrong.stored;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** A row that its feature has shown to everybody. */
@Entity
public class Row {

    @Id
    UUID id;

    public UUID id() {
        return id;
    }
}
