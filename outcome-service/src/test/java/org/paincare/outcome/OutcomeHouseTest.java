package org.paincare.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paincare.testing.rules.HouseRules.production;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paincare.platform.identity.Permissions;
import org.paincare.testing.PaincareTestResource;
import org.paincare.testing.TestServers;
import org.paincare.testing.rules.FeatureRules;
import org.paincare.testing.rules.HouseRules;
import org.paincare.testing.rules.RowSecurity;

@QuarkusTest
@QuarkusTestResource(
        value = PaincareTestResource.class,
        initArgs = {@ResourceArg(name = "service", value = "outcome"), @ResourceArg(name = "kafka", value = "true")})
class OutcomeHouseTest {

    /** Rules and arithmetic: no request, no table, no event. */
    private static final String[] CORES = {
        "org.paincare.outcome.calendar",
        "org.paincare.outcome.course",
        "org.paincare.outcome.diary",
        "org.paincare.outcome.pacing",
        "org.paincare.outcome.response",
        "org.paincare.outcome.rules",
        "org.paincare.outcome.safety",
        "org.paincare.outcome.window"
    };

    private static final JavaClasses CLASSES = production("org.paincare.outcome");

    @Test
    void everyEndpointNamesAPermissionOfTheMatrix() {
        HouseRules.everyEndpointIsAnnotated(CLASSES);
        HouseRules.everyPermissionIsInTheMatrix(CLASSES, new Permissions()::knows);
        HouseRules.resourcesSayWhatTheyProduce(CLASSES);
        HouseRules.constraintsStandOnComponents(CLASSES);
    }

    @Test
    void clinicalTimeComesFromTheClock() {
        HouseRules.timeComesFromTheClock(CLASSES);
    }

    @Test
    void theDomainKnowsNoHttpSqlOrKafka() {
        HouseRules.domainKnowsNoHttpSqlOrKafka(CLASSES, CORES);
        FeatureRules.coresKnowOnlyCores(CLASSES, CORES);
        FeatureRules.whateverIsPureIsNamed(CLASSES, "org.paincare.outcome", CORES);
        FeatureRules.nobodyKnowsKafka(CLASSES);
        FeatureRules.onlyEndpointsKnowHttp(CLASSES, Map.of());
    }

    @Test
    void featuresDoNotReachIntoEachOther() {
        FeatureRules.featuresMakeNoCircle(CLASSES);
        FeatureRules.endpointsAndRowsStayInTheirFeature(CLASSES, Map.of());
        FeatureRules.repositoriesAreAskedInTheirOwnWords(CLASSES);
    }

    @Test
    void everyTableOfTheCatalogueIsGuarded() throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_outcome")) {
            assertThat(RowSecurity.breaches(database, "outcome")).isEmpty();
        }
    }
}
