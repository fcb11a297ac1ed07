package org.paincare.patient;

import static org.paincare.testing.rules.HouseRules.production;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paincare.platform.identity.Permissions;
import org.paincare.testing.rules.FeatureRules;
import org.paincare.testing.rules.HouseRules;

class PatientHouseTest {

    /** Rules and arithmetic: no request, no table, no event. */
    private static final String[] CORES = {"org.paincare.patient.eligibility.engine"};

    private static final JavaClasses CLASSES = production("org.paincare.patient");

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
        FeatureRules.whateverIsPureIsNamed(CLASSES, "org.paincare.patient", CORES);
        FeatureRules.nobodyKnowsKafka(CLASSES);
        FeatureRules.onlyEndpointsKnowHttp(
                CLASSES,
                Map.of(
                        "org.paincare.patient.CatalogueAnswer", "makes the answer of every catalogue's endpoint",
                        "org.paincare.patient.clinic.OpenClinicsOnly", "the door that every write goes through",
                        "org.paincare.patient.clinic.MailServer",
                                "reads a mail server's replies, which Vert.x carries"));
    }

    @Test
    void featuresDoNotReachIntoEachOther() {
        FeatureRules.featuresMakeNoCircle(CLASSES);
        FeatureRules.endpointsAndRowsStayInTheirFeature(CLASSES, Map.of());
        FeatureRules.repositoriesAreAskedInTheirOwnWords(CLASSES);
    }
}
