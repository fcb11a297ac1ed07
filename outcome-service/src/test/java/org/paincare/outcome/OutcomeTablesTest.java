package org.paincare.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.paincare.testing.TestServers;
import org.paincare.testing.rules.RowSecurity;

/** What holds of every table as it was migrated. */
@QuarkusTest
class OutcomeTablesTest {

    @Test
    void everyTableOfTheCatalogueIsGuarded() throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_outcome")) {
            assertThat(RowSecurity.breaches(database, "outcome")).isEmpty();
        }
    }
}
