package org.paincare.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.testing.rules.HouseRules.production;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.paincare.platform.identity.Permissions;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.rules.HouseRules;
import org.paincare.testing.rules.RowSecurity;

@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "outcome"), @ResourceArg(name = "kafka", value = "true")})
class OutcomeHouseTest {

    private static final JavaClasses CLASSES = production("org.paincare.outcome");

    @Test
    void everyEndpointNamesAPermissionOfTheMatrix() {
        HouseRules.everyEndpointIsAnnotated(CLASSES);
        HouseRules.everyPermissionIsInTheMatrix(CLASSES, new Permissions()::knows);
        HouseRules.resourcesSayWhatTheyProduce(CLASSES);
    }

    @Test
    void clinicalTimeComesFromTheClock() {
        HouseRules.timeComesFromTheClock(CLASSES);
    }

    @Test
    void theDomainKnowsNoHttpSqlOrKafka() {
        HouseRules.domainKnowsNoHttpSqlOrKafka(
                CLASSES,
                "org.paincare.outcome.window..",
                "org.paincare.outcome.response..",
                "org.paincare.outcome.rules..");
    }

    @Test
    void everyTableOfTheCatalogueIsGuarded() throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_outcome")) {
            assertThat(RowSecurity.breaches(database, "outcome")).isEmpty();
        }
    }
}
