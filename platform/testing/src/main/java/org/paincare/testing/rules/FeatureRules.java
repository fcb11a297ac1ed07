package org.paincare.testing.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What one feature may know of another. A package is a feature; what it offers is its public types, and among these
 * never its endpoints, its stored rows or the bare means of its repositories.
 *
 * <p>Exceptions are data: the class's full name and the reason. An exception that nothing needs fails too.
 */
public final class FeatureRules {

    private FeatureRules() {}

    /** The platform is mechanism: of this project it knows only itself. */
    public static void platformKnowsNoService(JavaClasses platform) {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of this project and not of the platform",
                        type -> type.getPackageName().startsWith("org.paincare.")
                                && !platform.contain(type.getBaseComponentType().getName())))
                .check(platform);
    }

    /** Whoever is told something by another feature does not tell it anything back. */
    public static void featuresMakeNoCircle(JavaClasses service) {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(service);
    }

    /**
     * An endpoint is for callers over HTTP and a stored row for its own feature's transactions.
     *
     * @param shared rows that other features act on, and why
     */
    public static void endpointsAndRowsStayInTheirFeature(JavaClasses service, Map<String, String> shared) {
        var needed = new TreeSet<String>();
        classes()
                .should(notReachOutTo("another feature's endpoints and rows", type -> {
                    var whole = outermost(type);
                    return (whole.isAnnotatedWith(Path.class) || whole.isAnnotatedWith(Entity.class))
                            && !isExcepted(whole, shared, needed);
                }))
                .check(service);
        mustBeNeeded(shared, needed);
    }

    /** A repository is asked in its own words; {@code persist}, {@code find} and the like are for itself. */
    public static void repositoriesAreAskedInTheirOwnWords(JavaClasses service) {
        classes().should(SPEAK_THE_REPOSITORYS_WORDS).check(service);
    }

    /**
     * Only endpoints speak HTTP; use cases and rules do not know who asks.
     *
     * @param doors other classes that help endpoints to answer, and why
     */
    public static void onlyEndpointsKnowHttp(JavaClasses service, Map<String, String> doors) {
        var needed = new TreeSet<String>();
        classes()
                .should(new ArchCondition<>("leave HTTP to the endpoints") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var whole = outermost(type);
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> isOfHttp(dependency.getTargetClass()))
                                .filter(dependency -> !whole.isAnnotatedWith(Path.class))
                                .filter(dependency -> !isExcepted(whole, doors, needed))
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
                    }
                })
                .check(service);
        mustBeNeeded(doors, needed);
    }

    /** Facts leave and enter through the platform's outbox and inbox alone. */
    public static void nobodyKnowsKafka(JavaClasses service) {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(service);
    }

    /** A pure core knows other pure cores and no feature that is reached, stored or sent. */
    public static void coresKnowOnlyCores(JavaClasses service, String... cores) {
        var pure = Set.of(cores);
        classes()
                .that()
                .resideInAnyPackage(cores)
                .should(notReachOutTo(
                        "features that are no pure cores",
                        type -> type.getPackageName().startsWith("org.paincare.")
                                && !type.getPackageName().startsWith("org.paincare.platform.")
                                && !pure.contains(type.getPackageName())))
                .check(service);
    }

    /** A feature that touches nothing outside is a pure core and is named as one, so that it stays one. */
    public static void whateverIsPureIsNamed(JavaClasses service, String root, String... cores) {
        var touching = new HashSet<String>();
        var all = new TreeSet<String>();
        for (var type : service) {
            all.add(type.getPackageName());
            if (HouseRules.touchesTheOutside(type)) {
                touching.add(type.getPackageName());
            }
        }
        all.removeAll(touching);
        all.remove(root);
        Arrays.asList(cores).forEach(all::remove);
        if (!all.isEmpty()) {
            throw new AssertionError("pure and not named among the pure cores: " + all);
        }
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "features";
        }
    };

    private static ArchCondition<JavaClass> notReachOutTo(String what, Predicate<JavaClass> inside) {
        return new ArchCondition<>("not reach out to " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    var target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.getPackageName().equals(type.getPackageName()) && inside.test(target)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static final ArchCondition<JavaClass> SPEAK_THE_REPOSITORYS_WORDS =
            new ArchCondition<>("ask another feature's repository in its own words") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getMethodCallsFromSelf().stream()
                            .filter(FeatureRules::isBareMeans)
                            .forEach(call -> events.add(SimpleConditionEvent.violated(type, call.getDescription())));
                }
            };

    private static boolean isBareMeans(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return owner.isAssignableTo(PanacheRepositoryBase.class)
                && isFromElsewhere(call)
                && owner.getMethods().stream()
                        .noneMatch(own -> own.getName().equals(call.getTarget().getName()));
    }

    private static boolean isFromElsewhere(JavaAccess<?> access) {
        return !access.getOriginOwner()
                .getPackageName()
                .equals(access.getTargetOwner().getPackageName());
    }

    private static boolean isOfHttp(JavaClass type) {
        return type.getPackageName().startsWith("jakarta.ws.rs")
                || type.getPackageName().startsWith("java.net.http")
                || type.getPackageName().startsWith("io.vertx");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(FeatureRules::outermost).orElse(type);
    }

    private static boolean isExcepted(JavaClass type, Map<String, String> exceptions, Set<String> needed) {
        if (exceptions.containsKey(type.getName())) {
            needed.add(type.getName());
            return true;
        }
        return false;
    }

    private static void mustBeNeeded(Map<String, String> exceptions, Set<String> needed) {
        var idle = new TreeSet<>(exceptions.keySet());
        idle.removeAll(needed);
        if (!idle.isEmpty()) {
            throw new AssertionError("excepted and not needed any more: " + idle);
        }
    }
}
