package org.paincare.outcome;

import static org.paincare.testing.rules.HouseRules.production;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paincare.platform.identity.Permissions;
import org.paincare.testing.rules.FeatureRules;
import org.paincare.testing.rules.HouseRules;

/** What holds of the service's own classes; needs no server. */
class OutcomeHouseTest {

    /** Rules and arithmetic: no request, no table, no event. */
    private static final String[] CORES = {
        "org.paincare.outcome.calendar",
        "org.paincare.outcome.chart",
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
        HouseRules.onlyTheseAskNoToken(CLASSES, "org.paincare.outcome.link.AnswerSessionResource");
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
}
