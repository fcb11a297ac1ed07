package org.paincare.testing.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The platform keeps to its rule; and every sentence fails on the small class that breaks it, naming no other. */
class HouseRulesTest {

    private static final String WRONG = "org.paincare.testing.rules.wrong.";
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("org.paincare.testing.rules.wrong");

    @Test
    void thePlatformKnowsNoService() {
        FeatureRules.platformKnowsNoService(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.paincare.platform"));
    }

    @Test
    void aPlatformThatKnowsMoreThanItselfIsNamed() {
        fails(
                FeatureRules::platformKnowsNoService,
                of("asking"),
                "AsksARow",
                "AsksAnEndpoint",
                "AsksInItsWords",
                "DeletesElsewhere");
        FeatureRules.platformKnowsNoService(of("stored"));
    }

    @Test
    void aCircleOfFeaturesIsNamed() {
        fails(FeatureRules::featuresMakeNoCircle, of("circle"), "Here", "There");
        FeatureRules.featuresMakeNoCircle(without("circle"));
    }

    @Test
    void anotherFeaturesRowAndEndpointAreOutOfReach() {
        fails(
                classes -> FeatureRules.endpointsAndRowsStayInTheirFeature(classes, Map.of()),
                ALL,
                "AsksARow",
                "AsksAnEndpoint");
    }

    @Test
    void anExceptionIsHeardAndOneThatNobodyNeedsFails() {
        var excepted = Map.of(WRONG + "stored.Row", "a reason", WRONG + "stored.RowResource", "a reason");
        FeatureRules.endpointsAndRowsStayInTheirFeature(ALL, excepted);
        fails(
                classes -> FeatureRules.endpointsAndRowsStayInTheirFeature(classes, excepted),
                of("stored"),
                "not needed any more",
                "stored.Row");
    }

    @Test
    void aRepositoryAskedByItsBareMeansIsNamed() {
        fails(FeatureRules::repositoriesAreAskedInTheirOwnWords, ALL, "DeletesElsewhere");
    }

    @Test
    void aUseCaseThatKnowsHttpIsNamed() {
        fails(classes -> FeatureRules.onlyEndpointsKnowHttp(classes, Map.of()), ALL, "KnowsHttp");
        FeatureRules.onlyEndpointsKnowHttp(ALL, Map.of(WRONG + "asking.KnowsHttp", "a reason"));
    }

    @Test
    void whoeverKnowsTheBrokerIsNamed() {
        fails(FeatureRules::nobodyKnowsKafka, ALL, "KnowsKafka");
    }

    @Test
    void aCoreThatKnowsAFeatureIsNamed() {
        fails(classes -> FeatureRules.coresKnowOnlyCores(classes, WRONG + "pure"), ALL, "KnowsAFeature");
        FeatureRules.coresKnowOnlyCores(ALL, WRONG + "stored", WRONG + "hidden");
    }

    @Test
    void aCoreThatKnowsSqlIsNamed() {
        fails(classes -> HouseRules.domainKnowsNoHttpSqlOrKafka(classes, WRONG + "pure"), ALL, "KnowsSql");
    }

    @Test
    void aConstraintThatIsNotLookedAtIsNamed() {
        fails(HouseRules::constraintsStandOnComponents, of("stored"), "Answered.unchecked");
        HouseRules.constraintsStandOnComponents(of("asking"));
    }

    @Test
    void aPureFeatureThatIsNotNamedAsOneFails() {
        fails(
                classes -> FeatureRules.whateverIsPureIsNamed(classes, WRONG + "root"),
                without("circle"),
                WRONG + "hidden");
        assertThatCode(() -> FeatureRules.whateverIsPureIsNamed(without("circle"), WRONG + "root", WRONG + "hidden"))
                .doesNotThrowAnyException();
    }

    private static JavaClasses of(String feature) {
        return ALL.that(JavaClass.Predicates.resideInAPackage(WRONG + feature + ".."));
    }

    private static JavaClasses without(String feature) {
        return ALL.that(JavaClass.Predicates.resideOutsideOfPackage(WRONG + feature + ".."));
    }

    /** Fails with all of these in the message, and with none of the other wrong classes. */
    private static void fails(Consumer<JavaClasses> rule, JavaClasses classes, String... named) {
        var failure = catchThrowable(() -> rule.accept(classes));
        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContainingAll(named);
        var offenders = String.join(" ", named);
        for (var type : classes) {
            if (type.getPackageName().endsWith("asking") && !offenders.contains(type.getSimpleName())) {
                assertThat(failure).message().doesNotContain("." + type.getSimpleName() + ".");
            }
        }
    }
}
