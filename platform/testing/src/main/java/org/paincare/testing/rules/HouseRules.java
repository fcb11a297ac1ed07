package org.paincare.testing.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.paincare.platform.identity.Allowed;
import org.paincare.platform.identity.Open;

/** The sentences that hold in every module; a service's architecture test asks all of them of its own packages. */
public final class HouseRules {

    private HouseRules() {}

    /** The module's own classes, without its tests. */
    public static JavaClasses production(String... packages) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(packages);
    }

    /** Every endpoint names the permission it needs, or says why it needs none. */
    public static void everyEndpointIsAnnotated(JavaClasses classes) {
        methods()
                .that(ARE_ENDPOINTS)
                .should()
                .beAnnotatedWith(Allowed.class)
                .orShould()
                .beAnnotatedWith(Open.class)
                .because("an endpoint without a permission is refused by the build")
                .check(classes);
    }

    /** No endpoint asks for no token at all but those of these classes, which prove by other means who calls. */
    public static void onlyTheseAskNoToken(JavaClasses classes, String... resources) {
        var named = Set.of(resources);
        methods()
                .that(ARE_ENDPOINTS)
                .and()
                .areDeclaredInClassesThat(
                        DescribedPredicate.describe("are not named here", type -> !named.contains(type.getName())))
                .should(new ArchCondition<>("ask for a token") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        if (method.isAnnotatedWith(Open.class)
                                && method.getAnnotationOfType(Open.class).toAnyone()) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName() + " asks for none"));
                        }
                    }
                })
                .check(classes);
    }

    /** Every permission that an endpoint names is in the matrix. */
    public static void everyPermissionIsInTheMatrix(JavaClasses classes, Matrix matrix) {
        methods()
                .that(ARE_ENDPOINTS)
                .and()
                .areAnnotatedWith(Allowed.class)
                .should(beIn(matrix))
                .check(classes);
    }

    /** The question to the permission matrix: does it have that cell? */
    @FunctionalInterface
    public interface Matrix {
        boolean knows(String resource, String action);
    }

    public static void resourcesSayWhatTheyProduce(JavaClasses classes) {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .beAnnotatedWith(Produces.class)
                .because("without it another Accept would be answered with an object's toString")
                .check(classes);
    }

    /** The pure cores know the domain and nothing of how it is reached, stored or sent. */
    public static void domainKnowsNoHttpSqlOrKafka(JavaClasses classes, String... purePackages) {
        noClasses()
                .that()
                .resideInAnyPackage(purePackages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OUTSIDE)
                .check(classes);
    }

    /** Clinical time comes from the injected clock, never from the machine. */
    public static void timeComesFromTheClock(JavaClasses classes) {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .check(classes);
    }

    /**
     * What a record's component must fulfil is declared on the component. {@code Outer.@NotNull Inner inner} annotates
     * the type's use alone, which the validator does not look at: it has to be {@code @NotNull Outer.Inner inner} or an
     * import of the inner type.
     */
    public static void constraintsStandOnComponents(JavaClasses classes) {
        classes()
                .that()
                .areAssignableTo(Record.class)
                .should(new ArchCondition<>("declare constraints on their components") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (var component : type.reflect().getRecordComponents()) {
                            for (var used : component.getAnnotatedType().getAnnotations()) {
                                if (isConstraint(used.annotationType())
                                        && !field(component).isAnnotationPresent(used.annotationType())) {
                                    events.add(SimpleConditionEvent.violated(
                                            type,
                                            type.getFullName() + "." + component.getName() + ": "
                                                    + used.annotationType().getSimpleName() + " is not looked at"));
                                }
                            }
                        }
                    }
                })
                .allowEmptyShould(true)
                .check(classes);
    }

    private static Field field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isConstraint(Class<? extends Annotation> type) {
        return type == Valid.class || type.isAnnotationPresent(Constraint.class);
    }

    /** Doses, volumes and rates are exact decimals. */
    public static void noBinaryFractions(JavaClasses classes, String... clinicalPackages) {
        noClasses()
                .that()
                .resideInAnyPackage(clinicalPackages)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are double or float",
                        type -> type.isEquivalentTo(double.class)
                                || type.isEquivalentTo(float.class)
                                || type.isEquivalentTo(Double.class)
                                || type.isEquivalentTo(Float.class)))
                .check(classes);
    }

    /** How the domain is reached, stored, sent and put together. */
    private static final String[] OUTSIDE = {
        "jakarta.ws.rs..",
        "java.net.http..",
        "jakarta.persistence..",
        "jakarta.transaction..",
        "jakarta.enterprise..",
        "jakarta.inject..",
        "java.sql..",
        "javax.sql..",
        "org.hibernate..",
        "org.apache.kafka..",
        "org.paincare.platform.db..",
        "org.paincare.platform.event..",
        "io.quarkus..",
        "io.vertx.."
    };

    static boolean touchesTheOutside(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .anyMatch(JavaClass.Predicates.resideInAnyPackage(OUTSIDE));
    }

    private static final DescribedPredicate<JavaMethod> ARE_ENDPOINTS = DescribedPredicate.describe(
            "are endpoints",
            method -> method.getAnnotations().stream()
                    .map(annotation -> annotation.getRawType())
                    .anyMatch(HouseRules::isHttpMethod));

    private static boolean isHttpMethod(JavaClass annotation) {
        return annotation.isAnnotatedWith(HttpMethod.class);
    }

    private static ArchCondition<JavaMethod> beIn(Matrix matrix) {
        return new ArchCondition<>("name a cell of the permission matrix") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var allowed = method.getAnnotationOfType(Allowed.class);
                if (!matrix.knows(allowed.resource(), allowed.action())) {
                    events.add(SimpleConditionEvent.violated(
                            method,
                            method.getFullName() + " needs " + allowed.resource() + "." + allowed.action()
                                    + ", which the matrix does not have"));
                }
            }
        };
    }
}
