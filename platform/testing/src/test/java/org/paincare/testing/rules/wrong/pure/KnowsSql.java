package org.paincare.testing.rules.wrong.pure;

import java.sql.Connection;
import java.sql.SQLException;

/** A core that asks the database. */
class KnowsSql {

    String where(Connection database) throws SQLException {
        return database.getCatalog();
    }
}
