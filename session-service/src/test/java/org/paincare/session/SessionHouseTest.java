package org.paincare.session;

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
        initArgs = {@ResourceArg(name = "service", value = "session"), @ResourceArg(name = "kafka", value = "true")})
class SessionHouseTest {

    /** Rules and arithmetic: no request, no table, no event. */
    private static final String[] CORES = {
        "org.paincare.session.adverse",
        "org.paincare.session.alarm",
        "org.paincare.session.booking",
        "org.paincare.session.dose",
        "org.paincare.session.infusion",
        "org.paincare.session.ledger",
        "org.paincare.session.monitoring",
        "org.paincare.session.paper",
        "org.paincare.session.protocol",
        "org.paincare.session.quantity",
        "org.paincare.session.recovery",
        "org.paincare.session.reference",
        "org.paincare.session.treatment"
    };

    private static final JavaClasses CLASSES = production("org.paincare.session");

    @Test
    void everyEndpointNamesAPermissionOfTheMatrix() {
        HouseRules.everyEndpointIsAnnotated(CLASSES);
        HouseRules.everyPermissionIsInTheMatrix(CLASSES, new Permissions()::knows);
        HouseRules.resourcesSayWhatTheyProduce(CLASSES);
        HouseRules.constraintsStandOnComponents(CLASSES);
        HouseRules.onlyTheseAskNoToken(CLASSES);
    }

    @Test
    void clinicalTimeComesFromTheClock() {
        HouseRules.timeComesFromTheClock(CLASSES);
    }

    @Test
    void theDomainKnowsNoHttpSqlOrKafka() {
        HouseRules.domainKnowsNoHttpSqlOrKafka(CLASSES, CORES);
        FeatureRules.coresKnowOnlyCores(CLASSES, CORES);
        FeatureRules.whateverIsPureIsNamed(CLASSES, "org.paincare.session", CORES);
        FeatureRules.nobodyKnowsKafka(CLASSES);
        FeatureRules.onlyEndpointsKnowHttp(
                CLASSES,
                Map.of(
                        "org.paincare.session.Language", "the language that the caller asked for",
                        "org.paincare.session.care.SessionCommands",
                                "runs what every endpoint that moves a session asks",
                        "org.paincare.session.care.SessionViews", "makes the answer of each of them"));
    }

    @Test
    void featuresDoNotReachIntoEachOther() {
        FeatureRules.featuresMakeNoCircle(CLASSES);
        FeatureRules.endpointsAndRowsStayInTheirFeature(
                CLASSES,
                Map.of(
                        "org.paincare.session.care.Session",
                        "the row that a bedside feature locks before it acts; its state changes in its own feature alone"));
        FeatureRules.repositoriesAreAskedInTheirOwnWords(CLASSES);
    }

    @Test
    void dosesVolumesAndRatesAreExactDecimals() {
        HouseRules.noBinaryFractions(
                CLASSES,
                "org.paincare.session.quantity..",
                "org.paincare.session.dose..",
                "org.paincare.session.ledger..");
    }

    @Test
    void everyTableOfTheCatalogueIsGuarded() throws SQLException {
        try (var database = TestServers.shared().postgres().superuser("paincare_session")) {
            assertThat(RowSecurity.breaches(database, "session")).isEmpty();
        }
    }
}
