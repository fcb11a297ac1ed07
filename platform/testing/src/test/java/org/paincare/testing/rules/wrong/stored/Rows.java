package org.paincare.testing.rules.wrong.stored;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.UUID;

/** A repository with one word of its own. */
public class Rows implements PanacheRepositoryBase<Row, UUID> {

    public long howMany() {
        return count();
    }
}
